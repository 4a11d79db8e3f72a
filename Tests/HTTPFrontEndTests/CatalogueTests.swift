import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

@Suite("The catalogue as an API")
struct CatalogueTests {
    @Test("Every parameter of a path is a required member of the input")
    func parameters() {
        for operation in Catalogue.operations.map(\.description) where !operation.route.parameters.isEmpty {
            guard case .object(let input) = operation.input else {
                Issue.record("\(operation.name) takes no object")
                continue
            }
            for parameter in operation.route.parameters {
                #expect(input.property(parameter)?.isRequired == true, "\(operation.name) \(parameter)")
            }
        }
    }

    @Test("No two operations have one name or one route")
    func unique() {
        let operations = Catalogue.operations
        #expect(Set(operations.map(\.name)).count == operations.count)
        #expect(Set(operations.map(\.description.route)).count == operations.count)
    }

    @Test("What names a resource names an operation that shows one")
    func resources() {
        for operation in Catalogue.operations {
            guard let resource = operation.description.resource else { continue }
            #expect(Catalogue.operation(named: resource)?.description.route.method == .get, "\(operation.name)")
        }
    }

    @Test("Every report is a list, so that it can be a table")
    func reports() {
        for operation in Catalogue.operations where operation.description.route.path.hasPrefix("/reports/") {
            #expect(AnswerPlan(operation.description, in: Catalogue.operations).table != nil, "\(operation.name)")
        }
    }

    @Test(
        "The routes of INTERFACE.md are there",
        arguments: [
            "POST /session", "DELETE /session", "GET /me", "GET /candidates", "POST /candidates",
            "GET /candidates/{id}",
            "PATCH /candidates/{id}", "GET /clients", "POST /clients", "GET /clients/{id}",
            "GET /clients/{id}/contacts",
            "POST /clients/{id}/contacts", "GET /vacancies", "POST /vacancies", "GET /submissions", "POST /submissions",
            "GET /submissions/{id}", "POST /submissions/{id}/consent", "POST /submissions/{id}/sending",
            "POST /submissions/{id}/withdrawal", "POST /submissions/{id}/interviews", "GET /interviews/{id}",
            "PUT /interviews/{id}/debrief", "POST /interviews/{id}/promises", "GET /interviews/{id}/plan",
            "POST /interviews/{id}/chases", "POST /interviews/{id}/feedback", "GET /feedback", "GET /feedback/{id}",
            "POST /feedback/{id}/release", "POST /feedback/{id}/withholding", "POST /submissions/{id}/enquiries",
            "GET /enquiries", "POST /enquiries/{id}/answer", "GET /status", "GET /reports/overdue-feedback",
            "POST /programmes", "POST /programmes/{id}/nominations", "POST /nominations/{id}/confirmation",
            "GET /referrals", "POST /submissions/{id}/placement", "POST /placements/{id}/departure", "GET /fees", "GET /bonuses",
            "POST /bonuses/{id}/payment", "POST /interviews/{id}/notes", "GET /notes", "POST /notes/{id}/forwarding",
            "GET /submissions/{id}/holding-message", "POST /submissions/{id}/holding-messages",
            "POST /submissions/{id}/call-promises", "GET /call-promises",
            "POST /notes/{id}/return", "POST /interviews/{id}/materials", "GET /materials", "GET /references", "POST /references",
        ])
    func routes(route: String) {
        let routes = Catalogue.operations.map { "\($0.description.route.method.rawValue) \($0.description.route.path)" }
        #expect(routes.contains(route))
    }
}
