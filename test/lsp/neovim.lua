-- A second client, headless: attaches to the server, and writes what it was told and answered as JSON.
-- Run as `nvim --headless -u NONE FILE -c "luafile neovim.lua"`; the command of the server and the file to write stand in the
-- environment.
local out = vim.env.PLAYC_OUT
local command = vim.fn.json_decode(vim.env.PLAYC_COMMAND)
local result = {}

local function finish()
  local file = assert(io.open(out, "w"))
  file:write(vim.fn.json_encode(result))
  file:close()
  vim.cmd("qall!")
end

local function wait(what, condition)
  if vim.wait(15000, condition, 20) then return true end
  result.failed = what
  finish()
  return false
end

local root = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ":p:h")
local buffer = vim.api.nvim_get_current_buf()
local id = vim.lsp.start_client({ name = "playc", cmd = command, root_dir = root, workspace_folders = {
  { uri = vim.uri_from_fname(root), name = "project" },
} })
vim.lsp.buf_attach_client(buffer, id)
if not wait("attach", function() return vim.lsp.get_client_by_id(id) ~= nil and vim.lsp.buf_is_attached(buffer, id) end) then return end
result.encoding = vim.lsp.get_client_by_id(id).offset_encoding

-- What is wrong.
if not wait("diagnostics", function() return #vim.diagnostic.get(buffer) > 0 end) then return end
result.diagnostics = vim.tbl_map(function(each) return { code = each.code, line = each.lnum, column = each.col } end, vim.diagnostic.get(buffer))

-- Mended as one types, they go.
local line = vim.api.nvim_buf_get_lines(buffer, 2, 3, false)[1]
vim.api.nvim_buf_set_lines(buffer, 2, 3, false, { (line:gsub("loginz", "logins")) })
if not wait("mend", function()
  return vim.tbl_isempty(vim.tbl_filter(function(each) return each.severity == vim.diagnostic.severity.ERROR end, vim.diagnostic.get(buffer)))
end) then return end
result.mended = true

local function at(row, column)
  return { textDocument = { uri = vim.uri_from_bufnr(buffer) }, position = { line = row, character = column } }
end
local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 15000)
  local answer = answers and answers[id]
  if not answer or answer.err then return { failed = answer and answer.err and answer.err.message or "no answer" } end
  return answer.result
end

local touch = vim.api.nvim_buf_get_lines(buffer, 3, 4, false)[1]
local column = touch:find("check_in") - 1
result.completion = vim.tbl_map(function(item) return item.label end, ask("textDocument/completion", at(3, column)))
result.definition = ask("textDocument/definition", at(3, column + 2))

-- Renaming changes this buffer and files that were not open.
local params = at(3, column + 2)
params.newName = "second_check_in"
vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", params), result.encoding)
vim.cmd("silent wall")
result.renamed = vim.api.nvim_buf_get_lines(buffer, 3, 4, false)[1]

vim.lsp.stop_client(id)
vim.wait(5000, function() return vim.lsp.client_is_stopped(id) end, 20)
result.stopped = vim.lsp.client_is_stopped(id)
finish()
