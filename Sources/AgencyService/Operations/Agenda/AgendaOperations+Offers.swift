import Agency
import Postgres

extension AgendaOperations {
    /// How many days before its reply-by date an offer is shown.
    private static let offerDaysAhead = 7

    /// An attested offer that is to be answered soon, and an interview of its candidate whose answer is awaited (T13).
    struct PressingOffer: Decodable {
        var offerId: Int64
        var company: String
        var replyBy: CivilDate
        var interviewId: Int64
        var submissionId: Int64
        var recruiterId: Int64
        var candidate: String
        var client: String
        var heldOn: CivilDate
        var contactId: Int64?
        var mayCall: Bool?
        var asOf: CivilDate
        var calendarId: Int64
        var calendarVersion: Int64
        var policyVersion: Int64
        var clientId: Int64

        var source: EtiquetteSource {
            EtiquetteSource(
                calendarId: calendarId, calendarVersion: calendarVersion, policyVersion: policyVersion, clientId: clientId)
        }

        /// What to do about it, if it may be cited on the day.
        func agenda(_ etiquette: Etiquette) throws -> AgendaItem? {
            let days = try etiquette.citableDays(held: heldOn, replyBy: replyBy)
            guard let days, days.opens <= asOf, asOf <= days.by, etiquette.calendar.isBusinessDay(asOf) else { return nil }
            let contact = contactId.map { " --contact \($0) --method \(mayCall == true ? "phone" : "email")" } ?? ""
            return AgendaItem(
                dueOn: replyBy, state: .today, opensOn: days.opens, rule: "T13",
                what: "Cite the offer of \(company), to be answered by \(replyBy)", interviewId: interviewId,
                submissionId: submissionId, candidate: candidate, client: client,
                command: "liaison offer cite \(offerId) --interview \(interviewId) --on \(asOf)\(contact)")
        }
    }

    static func pressingOffers(_ asOf: CivilDate?, _ call: Call) -> SQL {
        """
        with \(ReportDay.table(asOf)), pressing as materialized (
            select o.* from liaison.offers o
             where o.attested_at is not null and o.untrue_at is null and not \(Offer.hasUntrueBefore)
               and o.attested_on <= (select y.as_of from day y) and (o.cited_on is null or o.cited_on > (select y.as_of from day y))
               and o.reply_by between (select y.as_of from day y) and (select y.as_of + \(offerDaysAhead)::integer from day y)
               \(call.desk("o.recruiter_id", only: nil))
             order by o.reply_by, o.id limit \(Agenda.largest))
        select o.id as offer_id, o.company, o.reply_by, i.id as interview_id, i.submission_id, o.recruiter_id, k.name as candidate, c.name as client,
               i.held_on, n.id as contact_id, n.may_call, d.as_of, c.calendar_id, b.version as calendar_version,
               \(SQL.policyVersion) as policy_version, i.client_id
          from pressing o
         cross join day d
          join liaison.interviews i
            on i.candidate_id = o.candidate_id and i.cancelled_at is null and i.held_on < d.as_of
           and (i.resolved_on is null or i.resolved_on > d.as_of)
          join liaison.submissions s on s.id = i.submission_id and s.channel = 'agency'
          join liaison.vacancies v on v.id = s.vacancy_id
          join liaison.candidates k on k.id = o.candidate_id
          join liaison.clients c on c.id = i.client_id
          join liaison.calendars b on b.id = c.calendar_id
          left join liaison.contacts n on n.id = v.decision_maker_id
         order by o.reply_by, o.id, i.id limit \(Agenda.largest)
        """
    }
}
