/// Finds where the messages of the PostgreSQL protocol end, on connections without TLS.
struct MessageFramer {
    private var isAtStartup: Bool
    private var partial: [UInt8] = []

    /// A client's first message has a length and no type.
    init(beginsWithStartup: Bool) { isAtStartup = beginsWithStartup }

    /// The messages that are complete with these bytes.
    mutating func whole(adding bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        partial += bytes
        var messages: [ArraySlice<UInt8>] = []
        var start = 0
        while true {
            let typeLength = isAtStartup ? 0 : 1
            guard partial.count >= start + typeLength + 4 else { break }
            let length = partial[(start + typeLength)..<(start + typeLength + 4)].reduce(0) { $0 << 8 | Int($1) }
            let end = start + typeLength + max(4, length)
            guard partial.count >= end else { break }
            messages.append(partial[start..<end])
            isAtStartup = false
            start = end
        }
        partial.removeFirst(start)
        return messages
    }
}
