-- GET /api/v1/status by one signed-in candidate after the other: PREFIX COUNT; every thread has its own part of them.
dofile(os.getenv("BENCH_LIBRARY") .. "/report.lua")
local threads = 0
setup = function(thread)
    thread:set("number", threads)
    threads = threads + 1
end
local requests = {}
init = function(arguments)
    local prefix, count = arguments[1], tonumber(arguments[2])
    for n = 1 + number % 2, count, 2 do
        requests[#requests + 1] = wrk.format("GET", "/api/v1/status", {
            Host = wrk.headers.Host, Authorization = "Bearer " .. prefix .. string.format("%012d", n)
        })
    end
    math.randomseed(number + 1)
end
request = function() return requests[math.random(#requests)] end
