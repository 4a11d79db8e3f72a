import Agency

extension OverdueReport: JSONWritable {
    func write(to text: inout JSONText) {
        text.append("{\"items\":")
        text.write(items) { text, item in
            switch item {
            case .interview(let interview): interview.write(to: &text)
            case .group(let group): group.write(to: &text)
            }
        }
        text.append(",\"next\":")
        text.write(string: next)
        text.append("}")
    }
}

extension OverdueFeedback {
    fileprivate func write(to text: inout JSONText) {
        text.append("{\"interview_id\":")
        text.write(number: interviewId)
        text.append(",\"candidate\":")
        text.write(string: candidate)
        text.append(",\"client\":")
        text.write(string: client)
        text.append(",\"vacancy\":")
        text.write(string: vacancy)
        text.append(",\"recruiter\":")
        text.write(string: recruiter)
        text.append(",\"held_on\":")
        text.write(date: heldOn)
        text.append(",\"due_on\":")
        text.write(date: dueOn)
        text.append(",\"first_promised_on\":")
        text.write(date: firstPromisedOn)
        text.append(",\"slips\":")
        text.write(number: slips)
        text.append(",\"days_overdue\":")
        text.write(number: daysOverdue)
        text.append(",\"business_days_overdue\":")
        text.write(number: businessDaysOverdue)
        text.append(",\"chases\":")
        text.write(number: chases)
        text.append(",\"last_chased_on\":")
        text.write(date: lastChasedOn)
        text.append(",\"chase_state\":")
        text.write(string: chaseState?.rawValue)
        text.append(",\"chase_opens\":")
        text.write(date: chaseOpens)
        text.append(",\"chase_by\":")
        text.write(date: chaseBy)
        text.append(",\"recommended_contact\":")
        text.write(string: recommendedContact)
        text.append("}")
    }
}

extension OverdueGroup {
    fileprivate func write(to text: inout JSONText) {
        text.append("{\"key\":")
        text.write(number: key)
        text.append(",\"name\":")
        text.write(string: name)
        text.append(",\"overdue\":")
        text.write(number: overdue)
        text.append(",\"days_overdue_max\":")
        text.write(number: daysOverdueMax)
        text.append(",\"oldest_due_on\":")
        text.write(date: oldestDueOn)
        text.append("}")
    }
}
