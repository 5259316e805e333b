package gossip.report;

import java.util.List;

/** All that follows from the facts of a run under the rules it is held against. */
record Findings(Run run, Rules rules, Endings endings, Delivery delivery, Degrees degrees, List<Failure> failures) {

    static Findings of(Run run, Rules rules) {
        Endings endings = Endings.of(run, rules);
        Delivery delivery = Delivery.of(run, endings);
        Degrees degrees = Degrees.of(run, endings);
        return new Findings(run, rules, endings, delivery, degrees, Failure.of(run, endings, delivery, degrees));
    }

    long joined() {
        return run.lives().stream().filter(life -> life.joined().isPresent()).count();
    }
}
