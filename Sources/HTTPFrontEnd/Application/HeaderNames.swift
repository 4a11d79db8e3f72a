import HTTPTypes

extension HTTPField.Name {
    static let requestID = constant("X-Request-Id")
    static let forwardedFor = constant("X-Forwarded-For")
    static let forwarded = constant("Forwarded")
    static let idempotencyKey = constant("Idempotency-Key")
    static let idempotencyReplayed = constant("Idempotency-Replayed")
    static let link = constant("Link")
    static let referrerPolicy = constant("Referrer-Policy")
    static let resourcePolicy = constant("Cross-Origin-Resource-Policy")
    static let openerPolicy = constant("Cross-Origin-Opener-Policy")
    static let fetchSite = constant("Sec-Fetch-Site")

    private static func constant(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is a field name") }
        return name
    }
}
