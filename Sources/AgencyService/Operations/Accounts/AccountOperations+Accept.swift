import Agency
import Postgres

extension AccountOperations {
    struct Accept: Codable, Sendable {
        var invitation: ShortText
        var password: PasswordText
    }

    /// Whose password was set.
    struct Accepted: Codable, Sendable {
        var email: String
        var role: Role
    }

    static let accept = Operation<Accept, Accepted>(
        "account.accept", "Set the password of an invitation", route: .post("/invitations"), roles: [],
        effect: .signIn, problems: [.notFound, .tooManyAttempts, .busy]
    ) { input, call in
        if let reason = input.password.refusal(email: nil) { throw Problem.invalid(["password": reason]) }
        let invitation = Invitation(input.invitation.value)
        // Guesses are counted like failed sign-ins: for the invitation that is tried, and for where they come from.
        let counted = "invitation \(Base64URL.encode(invitation.digest))"
        let throttle = try await call.result(
            "select retry_after from liaison.credentials_for(\(counted), \(call.source))")
        if let row = throttle.first, case let seconds:Int64 = try row.get(0), seconds > 0 {
            throw Problem.tooManyAttempts(seconds)
        }
        let hash = try await call.services.passwords.hash(input.password.value)
        do {
            return try await call.one(
                "invitation", "select email, role from liaison.accept_invitation(\(invitation.digest), \(hash))")
        } catch let error as PostgresError where error.sqlState == "LA409" {
            try await call.execute("select liaison.record_failed_sign_in(\(counted), \(call.source))")
            throw error
        }
    }
}
