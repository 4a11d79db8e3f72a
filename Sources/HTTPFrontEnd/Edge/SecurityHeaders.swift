import HTTPTypes

/// Headers that answers carry: nothing may be run, framed, sniffed or told on.
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

    /// - Parameter isProbe: whether only a supervisor reads the answer, who runs, frames and follows nothing.
    func add(to headers: inout HTTPFields, isProbe: Bool) {
        guard !isProbe else { return headers[.xContentTypeOptions] = "nosniff" }
        headers.append(contentsOf: fields)
    }
}
