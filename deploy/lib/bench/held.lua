-- Open connections of as many candidates, each with a request within the first seconds and then one in 15 to 25: PREFIX COUNT.
local prefix, count, candidate, asked = "", 0, 0, 0
init = function(arguments) prefix, count = arguments[1], tonumber(arguments[2]) end
delay = function()
    asked = asked + 1
    return asked <= 950 and math.random(0, 4000) or math.random(15000, 25000)
end
request = function()
    candidate = candidate % count + 1
    return wrk.format("GET", "/api/v1/status", {
        Host = wrk.headers.Host, Authorization = "Bearer " .. prefix .. string.format("%012d", candidate)
    })
end
