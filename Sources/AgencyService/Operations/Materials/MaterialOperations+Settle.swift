import Agency
import Postgres

extension MaterialOperations {
    private struct Subject: Decodable {
        var route: CourtesyRoute
        var isPromise: Bool
        var what: String
        var doneOn: CivilDate?
        var returnedAt: Instant?
        var submissionId: Int64
        var agentName: String
        var agentEmail: String
        var agentPhone: String?

        static func query(_ id: Int64) -> SQL {
            """
            select m.route, m.is_promise, m.what, m.done_on, m.returned_at, s.id as submission_id, r.name as agent_name,
                   r.email as agent_email, r.phone as agent_phone
              from liaison.materials m
              join liaison.interviews i on i.id = m.interview_id
              join liaison.submissions s on s.id = i.submission_id
              join liaison.recruiters r on r.id = s.recruiter_id
             where m.id = \(id)
            """
        }

        /// - Throws: `conflict` if it was settled before.
        func requireOpen() throws(Problem) {
            if let doneOn {
                throw Problem(
                    .conflict, "This was passed on or sent on \(doneOn).", rule: "T11",
                    facts: ["done_on": .string(doneOn.description)])
            }
            if let returnedAt {
                throw Problem(
                    .conflict, "This was returned to the candidate, who may add it anew.", rule: "T11",
                    facts: ["returned_at": .string(returnedAt.description)])
            }
        }

        /// The refusal of R1, with what the candidate can do instead.
        var throughAgent: Problem {
            Problem(
                .routeThroughAgent, "\(agentName) passes this on to the company for you.", rule: "R1",
                facts: [
                    "agent": [
                        "name": .string(agentName), "email": .string(agentEmail),
                        "phone": agentPhone.map { .string($0) } ?? .null,
                    ],
                    "instead": [
                        "operation": "enquiry.ask", "submission_id": .integer(submissionId),
                        "path": .string("/api/v1/submissions/\(submissionId)/enquiries"),
                    ],
                    "submission_id": .integer(submissionId),
                ])
        }

        var ofTheCandidate: Problem {
            Problem(.conflict, "On this channel the candidate sends it themselves.", rule: "R4")
        }
    }

    struct Done: Codable, Sendable {
        var id: Int64
        /// Pass it on although contact details were found in it (R2).
        var confirmDetails: Bool?
    }

    static let done = Operation<Done, Material>(
        "material.done", "Record that material was passed on, or that you sent it", route: .post("/materials/{id}/delivery"),
        roles: [.candidate, .recruiter, .coordinator], rules: ["R1", "R2", "R4", "T11"],
        problems: [.routeThroughAgent, .conflict]
    ) { input, call in
        let subject: Subject = try await call.one("material", Subject.query(input.id))
        if call.role == .candidate {
            if subject.route == .agent { throw subject.throughAgent }
        } else if subject.route != .agent {
            throw subject.ofTheCandidate
        }
        try subject.requireOpen()
        if subject.route == .agent {
            try HeldText.check(subject.what, field: "what", to: .company, confirmed: input.confirmDetails)
        }
        try await call.execute("update liaison.materials set done_at = liaison.now() where id = \(input.id)")
        return try await call.one("material", "\(Material.select(for: call.role)) where m.id = \(input.id)")
    }

    struct Return: Codable, Sendable {
        var id: Int64
        var reason: LongText
        /// Return it although contact details were found in the reason (R2).
        var confirmDetails: Bool?
    }

    static let giveBack = Operation<Return, Material>(
        "material.return", "Give material back to the candidate, with the reason", route: .post("/materials/{id}/return"),
        roles: .staff, rules: ["R2", "T11"], problems: [.conflict]
    ) { input, call in
        let subject: Subject = try await call.one("material", Subject.query(input.id))
        if subject.route != .agent { throw subject.ofTheCandidate }
        try subject.requireOpen()
        if subject.isPromise {
            throw Problem(.conflict, "This is only promised so far; there is nothing to give back.", rule: "T11")
        }
        try HeldText.check(input.reason, field: "reason", confirmed: input.confirmDetails)
        try await call.execute("update liaison.materials set return_reason = \(input.reason) where id = \(input.id)")
        return try await call.one("material", "\(Material.select(for: call.role)) where m.id = \(input.id)")
    }
}
