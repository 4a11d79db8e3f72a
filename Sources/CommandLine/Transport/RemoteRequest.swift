import AgencyService

/// An operation's input spread over path, query and body.
struct RemoteRequest: Equatable {
    /// Path and query under `/api/v1`.
    var target: String
    var body: [UInt8]?

    /// - Parameter hasFile: whether a file is the body, so that the other members go into the query.
    init(_ route: Route, _ input: JSONObject, hasFile: Bool = false) throws {
        var rest = input
        var segments: [String] = []
        for segment in route.path.split(separator: "/") {
            guard segment.hasPrefix("{") else {
                segments.append(String(segment))
                continue
            }
            let name = String(segment.dropFirst().dropLast())
            guard let value = rest.removeValue(forKey: name) else {
                throw Failure(message: "\(name) is missing.", status: .usage)
            }
            segments.append(Self.escaped(Self.text(value)))
        }
        target = "/" + segments.joined(separator: "/")
        switch route.method {
        case .get, .delete,
            _ where hasFile:
            let query = rest.sorted { $0.key < $1.key }
                .map { "\(Self.escaped($0.key))=\(Self.escaped(Self.text($0.value)))" }
            if !query.isEmpty { target += "?" + query.joined(separator: "&") }
        case .post, .put, .patch:
            body = try JSONWriter.bytes(JSONValue.object(rest))
        }
    }

    /// A value as it stands in a URL; lists are comma-separated.
    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .array(let elements): elements.map(text).joined(separator: ",")
        default: value.compact
        }
    }

    /// Percent-encoding of everything but the unreserved characters of RFC 3986 and the comma.
    static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: ","):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}

/// A refusal that came over HTTP, as the problem that the service made.
enum RemoteProblem {
    /// - Returns: the problem, or a failure for an answer that this service never gives (a proxy in between, say).
    static func read(status: Int, body: [UInt8], server: String) throws -> any Error {
        guard let members = try? JSONReader.value(body).object, let type = members["type"]?.string,
            let name = Problem.Name(rawValue: String(type.split(separator: "/").last ?? "")),
            let detail = members["detail"]?.string
        else { return Failure.unavailable("\(server) answered \(status), and not as this service does.") }
        let known = ["type", "title", "status", "detail", "rule"]
        return Problem(
            name, detail, rule: members["rule"]?.string, facts: members.filter { !known.contains($0.key) })
    }
}
