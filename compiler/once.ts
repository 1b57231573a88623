/** Answers that hang on one object alone, and on nothing that changes in it: worked out when they are first asked for. */
export function oncePer<Subject extends object, Answer>(answer: (subject: Subject) => Answer): typeof answer {
  const known = new WeakMap<Subject, { readonly answer: Answer }>();
  return (subject) => {
    let found = known.get(subject);
    if (!found) {
      found = { answer: answer(subject) };
      known.set(subject, found);
    }
    return found.answer;
  };
}
