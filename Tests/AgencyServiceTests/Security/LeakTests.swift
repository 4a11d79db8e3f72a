import AgencyService
import Postgres
import TestSupport
import Testing

/// Ways around the matrix: claims in a row, refusals that tell too much, functions with foreign ids, what the system shows of itself.
@Suite("Leaks across roles")
struct LeakTests {
    struct Attempt: Sendable, CustomStringConvertible {
        var description: String
        var person: Cast.Person
        var script: String
        var expected: String

        init(_ description: String, _ person: Cast.Person, _ script: String, is expected: String = "42501") {
            self.description = description
            self.person = person
            self.script = script
            self.expected = expected
        }
    }

    private static let chase =
        "insert into liaison.chases (interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, by_candidate) values "

    static let attempts: [Attempt] = [
        Attempt(
            "another desk's release with one's own desk written in it", Cast.rahul,
            "insert into liaison.releases (submission_id, candidate_id, recruiter_id, outcome, message) values (4, 4, 2, 'closed', 'x')"
        ),
        Attempt(
            "another desk's promise", Cast.rahul,
            "insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, date, given_on) values (1, 1, 1, 2, '2026-03-09', '2026-03-03')"
        ),
        Attempt(
            "another desk's debrief", Cast.rahul,
            "insert into liaison.debriefs (id, client_id, recruiter_id) values (4, 1, 2)"),
        Attempt(
            "another desk's withholding", Cast.rahul,
            "insert into liaison.withholdings (id, recruiter_id, reason) values (4, 2, 'x')"),
        Attempt(
            "another desk's incident", Cast.rahul,
            "insert into liaison.incidents (submission_id, candidate_id, recruiter_id, kind, happened_on, description) values (1, 1, 2, 'bypass', '2026-03-03', 'x')"
        ),
        Attempt(
            "another desk's interview", Cast.rahul,
            "insert into liaison.interviews (submission_id, candidate_id, client_id, recruiter_id, starts_at, ends_at) values (1, 1, 1, 2, now(), now() + interval '1 hour')"
        ),
        Attempt(
            "a candidate taken onto one's own desk", Cast.rahul,
            "update liaison.candidates set recruiter_id = 2 where id = 1 returning 'taken'", is: "nothing"),
        Attempt(
            "a candidate given away to another desk", Cast.ruth,
            "update liaison.candidates set recruiter_id = 2 where id = 1 returning 'given'"),
        Attempt(
            "a foreign company's interview in feedback", Cast.clara,
            "insert into liaison.feedback (interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments, contact_id) values (5, 5, 5, 1, 1, 'reject', 'x', 101)"
        ),
        Attempt(
            "a foreign company's date in a refusal", Cast.clara,
            "insert into liaison.feedback (interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments, contact_id, received_on) values (5, 5, 5, 3, 2, 'reject', 'x', 101, '2020-01-01')"
        ),
        Attempt(
            "feedback in a colleague's name", Cast.clara,
            "insert into liaison.feedback (interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments, contact_id) values (1, 1, 1, 1, 1, 'reject', 'x', 102)"
        ),
        Attempt(
            "R9 whether feedback was logged, asked as an agent would", Cast.anna,
            chase + "(1, 1, 1, 1, 103, '2026-03-04', 'email', false)"),
        Attempt(
            "R9 another candidate's interview", Cast.anna, chase + "(5, 5, 3, 2, 303, '2026-03-04', 'email', true)"),
        Attempt(
            "R9 an interview that is not there", Cast.anna, chase + "(9999, 1, 1, 1, 103, '2026-03-04', 'email', true)"),
        Attempt("R9 the internal stage", Cast.anna, "select stage from liaison.submissions"),
        Attempt("R9 whether the client has answered", Cast.anna, "select answered_on from liaison.interviews"),
        Attempt(
            "R9 whether feedback stopped the chase", Cast.anna,
            "select count(*) from liaison.interviews where resolved_on is null"),
        Attempt("R9 which transaction touched a submission last", Cast.anna, "select xmin from liaison.submissions"),
        Attempt("R9 where an interview lies", Cast.anna, "select ctid from liaison.interviews"),
        Attempt("R9 whole rows", Cast.anna, "select s::text from liaison.submissions s"),
        Attempt("R9 what raw feedback says", Cast.anna, "select * from liaison.read_feedback(array[1])"),
        Attempt("R9 how many there are, by EXPLAIN", Cast.anna, "explain select id from liaison.feedback"),
        Attempt(
            "R9 by statistics", Cast.anna,
            "select count(*) from pg_stats where tablename in ('feedback', 'submissions')", is: "0"),
        Attempt(
            "R2 an address of a contact on the agency channel", Cast.anna,
            "select count(*) from liaison.contact_details", is: "0"),
        Attempt("R2 whether a contact may be called", Cast.anna, "select may_call from liaison.contacts"),
        Attempt("R2 a candidate's address, by the client", Cast.clara, "select email from liaison.candidates"),
        Attempt("R6 whether a referred candidate confirmed", Cast.rafe, "select confirmed_at from liaison.nominations"),
        Attempt("R6 whether a referred candidate is known", Cast.rafe, "select candidate_id from liaison.nominations"),
        Attempt(
            "R6 whether a vacancy exists", Cast.rafe,
            "select count(*) from liaison.nominate(1, null, 'X', 'x@x.test', 4, 9999)", is: "1"),
        Attempt(
            "M2 a nomination of the past", Cast.ruth,
            "insert into liaison.nominations (programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, made_on) values (1, 2, 1, 'x', 'x@x.test', '2020-01-01')"
        ),
        Attempt(
            "L4 a change by nobody", Cast.ruth,
            "insert into liaison.candidates (name, email, recruiter_id, registered_on) values ('Z', 'z@x.test', 1, '2026-03-01') returning set_config('liaison.token', '', true)",
            is: "LA401"),
        Attempt("L4 a reading of raw feedback past its trace", Cast.ruth, "select comments from liaison.feedback"),
        Attempt(
            "L4 or as the row that one has just written", Cast.ruth,
            "insert into liaison.feedback (interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments) values (1, 1, 1, 1, 1, 'hold', 'x') returning comments"
        ),
        Attempt(
            "L4 or in the audit trail", Cast.ada,
            "select count(*) from liaison.audit_events where table_name = 'feedback' and changes ->> 'decision' = 'hold'",
            is: "0"),
        Attempt(
            "L4 a word in the trail", Cast.ada,
            "insert into liaison.audit_events (operation, action, table_name, changes) values ('x', 'read', 'x', '{}')"),
        Attempt("R9 whether there is something to do after a rejection", Cast.anna, "select count(*) from liaison.tasks"),
        Attempt("R9 whom a client keeps in mind", Cast.anna, "select count(*) from liaison.interests"),
        Attempt("T13 why an offer is held to be untrue", Cast.anna, "select untrue_reason from liaison.offers"),
        Attempt(
            "T13 an untrue offer cleared by its candidate", Cast.anna,
            "update liaison.offers set cleared_at = now() where id = 2"),
        Attempt(
            "T13 an untrue offer cleared by a recruiter", Cast.ruth,
            "update liaison.offers set cleared_at = now() where id = 2"),
        Attempt("T13 a citation that never was", Cast.ruth, "update liaison.offers set cited_on = '2026-03-04' where id = 1"),
        Attempt("offers, by the client", Cast.clara, "select count(*) from liaison.offers"),
        Attempt(
            "another candidate's offer", Cast.anna,
            "insert into liaison.offers (candidate_id, company, position, reply_by) values (3, 'X', 'Y', '2026-03-10')"),
        Attempt(
            "an offer for another desk's candidate", Cast.rahul,
            "insert into liaison.offers (candidate_id, company, position, reply_by) values (1, 'X', 'Y', '2026-03-10')"),
        Attempt(
            "an interest for another desk's candidate", Cast.rahul,
            "insert into liaison.interests (candidate_id, client_id) values (4, 1)"),
        Attempt(
            "a phrase by a recruiter", Cast.ruth,
            "insert into liaison.phrases (phrase, language, kind, why) values ('x', 'en', 'insult', 'x')"),
        Attempt("when another desk's candidate last heard something", Cast.rahul, "select liaison.last_heard(1)", is: "nothing"),
        Attempt("when a candidate last heard something, by themselves", Cast.anna, "select liaison.last_heard(1)"),
        Attempt("a recruiter reads the trail", Cast.ruth, "select count(*) from liaison.audit_events", is: "0"),
        Attempt("somebody else's session", Cast.anna, "select liaison.end_session(1)", is: "false"),
        Attempt(
            "a token for ever", Cast.anna,
            "select expires_at < now() + interval '367 days' from liaison.create_token('\\x00', 'x', interval '1000 years')",
            is: "true"),
        Attempt(
            "a session for somebody else", Cast.ada,
            "select id from liaison.open_session(3, '\\x00', null, interval '1 day', interval '1 day')"),
        Attempt(
            "an invitation by somebody who is no admin", Cast.cora,
            "select liaison.invite(1, '\\x00', interval '1 day')"),
        Attempt("a hash of a password", Cast.ada, "select password_hash from liaison_private.credentials"),
        Attempt("the sessions of others", Cast.ada, "select count(*) from liaison_private.sessions"),
        Attempt(
            "a function that shadows another", Cast.anna,
            "create function liaison.now(integer) returns integer language sql return 1"),
        Attempt("a program of the server", Cast.anna, "copy (select 1) to program 'true'"),
        Attempt("a file of the server", Cast.anna, "select pg_read_file('/etc/passwd')"),
        Attempt("triggers switched off", Cast.ruth, "select set_config('session_replication_role', 'replica', true)"),
        Attempt("a date for ever", Cast.anna, "select liaison.bd(1, '2026-03-04', 2000000000)", is: "22003"),
        Attempt("no date for ever", Cast.anna, "select liaison.bd(1, null, 1)", is: "nothing"),
    ]

    @Test("are closed", arguments: attempts + courtesy + silence + money)
    func closed(_ attempt: Attempt) async throws {
        try await withSecurityScene { db in
            let outcome = try await db.outcome(attempt.script, as: attempt.person)
            #expect(outcome == attempt.expected)
        }
    }

    @Test("functions that take ids answer nobody without a token")
    func functions() async throws {
        try await withSecurityScene { db in
            let questions = [
                "select liaison.runs_desk(1)", "select liaison.runs_client(1)",
                "select liaison.runs_submission(1)", "select liaison.runs_interview(1)",
                "select 1 = any (liaison.own_desks())",
                "select count(*) > 0 from liaison.read_feedback(array[1, 2, 3, 4, 5, 6])",
                "select count(*) > 0 from liaison.tokens()", "select liaison.last_heard(1) is not null",
            ]
            for question in questions {
                let answer = try await db.outcome(question, as: .staff)
                #expect(["false", "nothing"].contains(answer), "\(question)")
            }
        }
    }

    @Test("a clock of one's own moves nothing at an agency at work")
    func clock() async throws {
        try await withSecurityScene { db in
            try await db.execute("update liaison_private.clock set may_be_fixed = false")
            for moment in ["2026-01-15", "2126-01-01"] {
                let forged = "select set_config('liaison.now', '\(moment)', true); "
                // Ruth's desk was lent to Rahul in January; in 2126 every chase would lie in the past.
                let isBack = try await db.outcome(forged + "select 1 = any (liaison.own_desks())", as: Cast.rahul)
                let isMoved = try await db.outcome(forged + "select liaison.now() <> pg_catalog.now()", as: Cast.rahul)
                #expect(isBack == "false" && isMoved == "false")
            }
        }
    }
}
