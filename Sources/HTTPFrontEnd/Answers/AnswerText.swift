/// Reads single members out of an answer's text without parsing it.
///
/// Relies on the order of declaration, in which answers are written.
enum AnswerText {
    /// The cursor at the end of a list: `..."next":"abc"}`.
    static func next(in body: [UInt8]) -> String? {
        let ending: [UInt8] = Array("\"}".utf8)
        guard body.count > ending.count, body.suffix(2).elementsEqual(ending) else { return nil }
        let rest = body.dropLast(2)
        guard let quote = rest.lastIndex(of: UInt8(ascii: "\"")),
            rest[..<quote].suffix(7).elementsEqual("\"next\":".utf8)
        else { return nil }
        let cursor = rest[rest.index(after: quote)...]
        // A cursor of this service is base64url: nothing in it needs an escape.
        return String(validating: cursor, as: UTF8.self)
    }

    /// The id at the beginning of a record: `{"id":12,...`.
    static func id(in body: [UInt8]) -> String? {
        let beginning = Array("{\"id\":".utf8)
        guard body.starts(with: beginning) else { return nil }
        let digits = body.dropFirst(beginning.count).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return digits.isEmpty ? nil : String(validating: digits, as: UTF8.self)
    }
}
