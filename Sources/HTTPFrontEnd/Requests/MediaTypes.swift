/// Content negotiation, as far as this service needs it (RFC 9110 sections 8.3 and 12.5.1).
enum MediaTypes {
    static let json = "application/json"
    static let csv = "text/csv"
    static let problem = "application/problem+json"

    /// Whether a Content-Type header names JSON.
    static func isJSON(_ header: String?) -> Bool {
        guard let type = header?.split(separator: ";").first.map(trimmed) else { return false }
        return type == json || type.hasPrefix("application/") && type.hasSuffix("+json")
    }

    /// Whether a Content-Type header names CSV.
    static func isCSV(_ header: String?) -> Bool {
        header?.split(separator: ";").first.map(trimmed) == csv
    }

    /// The offer that an Accept header likes best, the first of them among equals, or nil if it likes none.
    static func preferred(_ offers: [String], accept: String?) -> String? {
        guard let accept else { return offers.first }
        let ranges = accept.split(separator: ",").compactMap(range)
        guard !ranges.isEmpty else { return offers.first }
        var best: (offer: String, quality: Double)?
        for offer in offers {
            // The most specific range that fits decides, not the most generous one.
            let fitting = ranges.filter { fits($0.type, offer) }.max { $0.type.precision < $1.type.precision }
            let quality = fitting?.quality ?? 0
            if quality > best?.quality ?? 0 { best = (offer, quality) }
        }
        return best?.offer
    }

    private static func range(_ text: Substring) -> (type: String, quality: Double)? {
        let parts = text.split(separator: ";").map(trimmed)
        guard let type = parts.first else { return nil }
        let weight = parts.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
        return (type, weight.flatMap { Double($0) } ?? 1)
    }

    private static func fits(_ range: String, _ offer: String) -> Bool {
        range == offer || range == "*/*" || range.hasSuffix("/*") && offer.hasPrefix(range.dropLast())
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
            .lowercased()
    }
}

extension String {
    /// How much a media range says: `*/*` nothing, `text/*` the half, `text/csv` all.
    fileprivate var precision: Int { self == "*/*" ? 0 : hasSuffix("/*") ? 1 : 2 }
}
