import Crypto

/// Entity tags are made of the text that the reader gets and of nothing else, so that they can tell nothing more (R9).
enum EntityTag {
    static func of(_ body: [UInt8]) -> String {
        "\"\(Base64URL.encode(Array(SHA256.hash(data: body).prefix(15))))\""
    }

    /// Whether an `If-Match` header names the tag.
    static func matches(_ header: String, _ tag: String) -> Bool {
        header.split(separator: ",").contains { part in
            let candidate = part.drop { $0 == " " }
            return candidate == "*" || candidate.prefix { $0 != " " } == tag
        }
    }
}
