-- POST feedback, each on an interview of its own: PREFIX FIRST DESKS NEXT, as laid out by feedback-write.sql.
dofile(os.getenv("BENCH_LIBRARY") .. "/report.lua")
local threads = 0
setup = function(thread)
    thread:set("number", threads)
    threads = threads + 1
end
local prefix, first, desks, interview
init = function(arguments)
    prefix, first, desks = arguments[1], tonumber(arguments[2]), tonumber(arguments[3])
    interview = tonumber(arguments[4]) + number
end
local body = '{"decision":"advance","rating":4,"comments":"Clear answers. They want to see them again next week."}'
request = function()
    local id = interview
    interview = interview + 2
    return wrk.format("POST", "/api/v1/interviews/" .. id .. "/feedback", {
        Host = wrk.headers.Host, ["Content-Type"] = "application/json", ["Idempotency-Key"] = "benchmark-" .. id,
        Authorization = "Bearer " .. prefix .. string.format("%012d", 1 + (id - first) % desks)
    }, body)
end
