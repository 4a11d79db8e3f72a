import Agency
import Postgres

extension OpenCATSPlan {
    /// A statement of the import, and whether its rows say what the database refused.
    struct Statement: Sendable {
        var sql: SQL
        var tellsRefusals = false
    }

    /// All that is to be written, in order; empty if nothing is new.
    ///
    /// References go by `import_keys`.
    var statements: [Statement] {
        get throws {
            var statements: [Statement] = []
            func add(_ rows: [some Encodable], _ sql: (PostgresBind) -> SQL) throws {
                guard !rows.isEmpty else { return }
                let json = PostgresBind(oid: PostgresType.jsonb, bytes: try JSONWriter.bytes(rows))
                statements.append(Statement(sql: sql(json)))
            }
            try add(clientRows, Self.insertClients)
            try add(firstRows, Self.insertCandidates)
            try add(duplicateRows, Self.insertCandidates)
            try add(contactRows, Self.insertContacts)
            try add(vacancyRows, Self.insertVacancies)
            try add(vacancyRows.filter { $0.closedOn != nil }, Self.closeVacancies)
            for round in rounds {
                let rows = submissionRows(round)
                try add(rows, Self.insertSubmissions)
                if !rows.isEmpty { statements[statements.count - 1].tellsRefusals = true }
                try add(rows.filter { $0.sentOn != nil }, Self.insertConsents)
                try add(rows.filter { $0.sentOn != nil }, Self.sendSubmissions)
                try add(rows.filter { $0.stage != .registered && $0.stage != .sent }, Self.stageSubmissions)
            }
            return statements
        }
    }

    // The ids of an insert's rows rise in the order of its select, so that counting joins them to what they came from.

    private static func insertClients(_ rows: PostgresBind) -> SQL {
        """
        with incoming as (
            select * from jsonb_to_recordset(\(rows)) r (place bigint, external_id text, name text, recruiter_id bigint)
        ), made as (
            insert into liaison.clients (name, time_zone, calendar_id, recruiter_id)
            select r.name, s.time_zone, s.calendar_id, r.recruiter_id from incoming r cross join liaison.settings s
             order by r.place
            returning id
        ), numbered as (select id, row_number() over (order by id) as place from made)
        insert into liaison.import_keys (source, kind, external_id, entity_id)
        select 'opencats', 'client', r.external_id, n.id from numbered n join incoming r using (place)
        """
    }

    private static func insertCandidates(_ rows: PostgresBind) -> SQL {
        """
        with incoming as (
            select r.*, coalesce(r.duplicate_of, k.entity_id) as original
              from jsonb_to_recordset(\(rows)) r (
                  place bigint, external_id text, name text, email text, phone text, recruiter_id bigint, registered_on date,
                  duplicate_of bigint, duplicate_of_external text)
              left join liaison.import_keys k
                on k.source = 'opencats' and k.kind = 'candidate' and k.external_id = r.duplicate_of_external
        ), made as (
            insert into liaison.candidates (name, email, phone, recruiter_id, registered_on, duplicate_of)
            select r.name, r.email, r.phone, r.recruiter_id, r.registered_on, r.original from incoming r order by r.place
            returning id
        ), numbered as (select id, row_number() over (order by id) as place from made)
        insert into liaison.import_keys (source, kind, external_id, entity_id)
        select 'opencats', 'candidate', r.external_id, n.id from numbered n join incoming r using (place)
        """
    }

    private static func insertContacts(_ rows: PostgresBind) -> SQL {
        """
        with incoming as (
            select r.*, k.entity_id as client_id
              from jsonb_to_recordset(\(rows)) r (
                  place bigint, external_id text, client text, name text, title text, function text, email text, phone text)
              join liaison.import_keys k on k.source = 'opencats' and k.kind = 'client' and k.external_id = r.client
        ), made as (
            insert into liaison.contacts (client_id, name, title, function)
            select r.client_id, r.name, r.title, r.function from incoming r order by r.place
            returning id
        ), numbered as (select id, row_number() over (order by id) as place from made),
        details as (
            insert into liaison.contact_details (id, client_id, email, phone)
            select n.id, r.client_id, r.email, r.phone from numbered n join incoming r using (place)
        )
        insert into liaison.import_keys (source, kind, external_id, entity_id)
        select 'opencats', 'contact', r.external_id, n.id from numbered n join incoming r using (place)
        """
    }

    private static func insertVacancies(_ rows: PostgresBind) -> SQL {
        """
        with incoming as (
            select r.*, k.entity_id as client_id, c.id as decision_maker_id
              from jsonb_to_recordset(\(rows)) r (
                  place bigint, external_id text, client text, contact text, title text, recruiter_id bigint, opened_on date)
              join liaison.import_keys k on k.source = 'opencats' and k.kind = 'client' and k.external_id = r.client
              left join liaison.import_keys d on d.source = 'opencats' and d.kind = 'contact' and d.external_id = r.contact
              left join liaison.contacts c on c.id = d.entity_id and c.client_id = k.entity_id
        ), made as (
            insert into liaison.vacancies (client_id, recruiter_id, title, decision_maker_id, opened_on)
            select r.client_id, r.recruiter_id, r.title, r.decision_maker_id, r.opened_on from incoming r order by r.place
            returning id
        ), numbered as (select id, row_number() over (order by id) as place from made)
        insert into liaison.import_keys (source, kind, external_id, entity_id)
        select 'opencats', 'vacancy', r.external_id, n.id from numbered n join incoming r using (place)
        """
    }

    private static func closeVacancies(_ rows: PostgresBind) -> SQL {
        """
        update liaison.vacancies v set closed_on = r.closed_on, close_reason = r.close_reason
          from jsonb_to_recordset(\(rows)) r (external_id text, closed_on date, close_reason text)
          join liaison.import_keys k on k.source = 'opencats' and k.kind = 'vacancy' and k.external_id = r.external_id
         where v.id = k.entity_id
        """
    }

    private static func insertSubmissions(_ rows: PostgresBind) -> SQL {
        """
        with judged as (
            select r.external_id, r.place, c.id as candidate_id, c.recruiter_id, v.client_id, v.id as vacancy_id,
                   case when exists (select from liaison.submissions s join liaison.candidates o on o.id = s.candidate_id
                                      where s.vacancy_id = v.id and s.client_id = v.client_id and s.closed_on is null
                                        and coalesce(o.duplicate_of, o.id) = coalesce(c.duplicate_of, c.id))
                        then 'the candidate has another live submission for this vacancy (R10)'
                        when exists (select from liaison.nominations n join liaison.referrers f on f.id = n.referrer_id
                                      where n.candidate_id = c.id and coalesce(n.client_id, v.client_id) = v.client_id
                                        and (f.contact_id = v.decision_maker_id
                                             or lower(f.email) = (select lower(d.email) from liaison.contact_details d
                                                                   where d.id = v.decision_maker_id)))
                        then 'the decision maker of the job order referred the candidate (R7)' end as refusal
              from jsonb_to_recordset(\(rows)) r (
                  place bigint, external_id text, candidate text, vacancy text)
              join liaison.import_keys kc on kc.source = 'opencats' and kc.kind = 'candidate' and kc.external_id = r.candidate
              join liaison.candidates c on c.id = kc.entity_id
              join liaison.import_keys kv on kv.source = 'opencats' and kv.kind = 'vacancy' and kv.external_id = r.vacancy
              join liaison.vacancies v on v.id = kv.entity_id
        ), incoming as (
            select j.*, row_number() over (order by j.place) as number from judged j where j.refusal is null
        ), made as (
            insert into liaison.submissions (candidate_id, client_id, vacancy_id, recruiter_id, channel)
            select i.candidate_id, i.client_id, i.vacancy_id, i.recruiter_id, 'agency' from incoming i order by i.number
            returning id
        ), numbered as (select id, row_number() over (order by id) as number from made),
        remembered as (
            insert into liaison.import_keys (source, kind, external_id, entity_id)
            select 'opencats', 'submission', i.external_id, n.id from numbered n join incoming i using (number)
        )
        select external_id, refusal from judged where refusal is not null
        """
    }

    /// R10: what was sent before the import was sent with a consent that the old system did not record.
    private static func insertConsents(_ rows: PostgresBind) -> SQL {
        """
        insert into liaison.consents (id, candidate_id, wording)
        select s.id, s.candidate_id, 'recorded before the import from OpenCATS'
          from jsonb_to_recordset(\(rows)) r (external_id text)
          join liaison.import_keys k on k.source = 'opencats' and k.kind = 'submission' and k.external_id = r.external_id
          join liaison.submissions s on s.id = k.entity_id
        """
    }

    private static func sendSubmissions(_ rows: PostgresBind) -> SQL {
        """
        update liaison.submissions s set stage = 'sent', sent_on = r.sent_on
          from jsonb_to_recordset(\(rows)) r (external_id text, sent_on date)
          join liaison.import_keys k on k.source = 'opencats' and k.kind = 'submission' and k.external_id = r.external_id
         where s.id = k.entity_id
        """
    }

    private static func stageSubmissions(_ rows: PostgresBind) -> SQL {
        """
        update liaison.submissions s set stage = r.stage, closed_on = r.closed_on, close_reason = r.close_reason
          from jsonb_to_recordset(\(rows)) r (external_id text, stage text, closed_on date, close_reason text)
          join liaison.import_keys k on k.source = 'opencats' and k.kind = 'submission' and k.external_id = r.external_id
         where s.id = k.entity_id
        """
    }
}
