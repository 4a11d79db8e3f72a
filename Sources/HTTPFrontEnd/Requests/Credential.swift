import AgencyService
import HTTPTypes
import Hummingbird

/// What a request says about who sends it.
enum Credential: Sendable, Hashable {
    case none
    case bearer(String)
    case cookie(String)
    /// An Authorization header that holds no bearer token.
    case unreadable

    /// The header outranks the cookie: a program that sends it means it.
    init(_ headers: HTTPFields, secure: Bool) {
        if let header = headers[.authorization] {
            self = Self.token(in: header).map(Credential.bearer) ?? .unreadable
        } else if let token = Self.cookie(secure ? "__Host-liaison_session" : "liaison_session", in: headers) {
            self = .cookie(token)
        } else {
            self = .none
        }
    }

    /// The role that the token claims, for the log; the database knows whether it is true.
    var claimedRole: String {
        switch self {
        case .bearer(let token), .cookie(let token): SessionToken(token)?.role.rawValue ?? "-"
        case .none, .unreadable: "-"
        }
    }

    /// The token to act with.
    ///
    /// A browser adds a cookie to whatever request any page makes: with one, a change must come from our own pages.
    func token(for request: Request, _ configuration: WebConfiguration) throws(Problem) -> String? {
        switch self {
        case .none: return nil
        case .bearer(let token): return token
        case .unreadable:
            throw Problem(.notSignedIn, "The Authorization header is not of the form: Bearer TOKEN.")
        case .cookie(let token):
            guard request.method == .get || request.method == .head || Self.isOurs(request, configuration) else {
                throw Problem(
                    .notPermitted, "A change with the session cookie must come from a page of this service itself.")
            }
            return token
        }
    }

    static func isOurs(_ request: Request, _ configuration: WebConfiguration) -> Bool {
        if let site = request.headers[.fetchSite] { return site == "same-origin" }
        guard let origin = request.headers[.origin]?.lowercased() else { return false }
        if let own = configuration.origin { return origin == own }
        guard let host = request.head.authority?.lowercased(), !host.isEmpty else { return false }
        return origin == "http://\(host)"
    }

    private static func token(in header: String) -> String? {
        let parts = header.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 512,
            parts[1].utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ",") })
        else { return nil }
        return String(parts[1])
    }

    private static func cookie(_ name: String, in headers: HTTPFields) -> String? {
        for field in headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let pair = pair.drop { $0 == " " }
                if pair.hasPrefix("\(name)=") { return String(pair.dropFirst(name.count + 1)) }
            }
        }
        return nil
    }
}
