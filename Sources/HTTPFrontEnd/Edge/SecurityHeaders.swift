import HTTPTypes

/// Headers that every answer carries: nothing may be run, framed, sniffed or told on.
struct SecurityHeaders: Sendable {
    private let fields: HTTPFields

    init(isBehindTLS: Bool) {
        var fields: HTTPFields = [
            .contentSecurityPolicy:
                "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            .xContentTypeOptions: "nosniff",
            .referrerPolicy: "no-referrer",
            .resourcePolicy: "same-origin",
            .openerPolicy: "same-origin",
        ]
        if isBehindTLS { fields[.strictTransportSecurity] = "max-age=31536000" }
        self.fields = fields
    }

    func add(to headers: inout HTTPFields) { headers.append(contentsOf: fields) }
}
