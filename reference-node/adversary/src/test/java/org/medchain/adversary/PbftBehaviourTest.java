package org.medchain.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.adversary.ByzantineBehaviour.CorruptedField;
import org.medchain.adversary.ByzantineBehaviour.FalseCheckpointKind;
import org.medchain.adversary.ByzantineBehaviour.FalseNewViewKind;
import org.medchain.adversary.ByzantineBehaviour.FalseReplyField;
import org.medchain.adversary.ByzantineBehaviour.FalseViewChangeKind;
import org.medchain.adversary.ByzantineBehaviour.NormalCasePhase;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.PublicKey;
import org.medchain.network.Message;

/** ADV-4: each behaviour does what it says; honest ones agree and execute every request. */
@Tag("statistical")
class PbftBehaviourTest {
  private static final int REQUESTS = 12;
  private static final long MS = 4000;
  private static final PublicKey CLIENT = TestNetwork.keys("client 0").publicKey();

  /** A behaviour of one member, whether views change, and what only a run with it shows. */
  record Case(
      String name,
      int member,
      ByzantineBehaviour behaviour,
      boolean primaryFails,
      Predicate<PbftRun> shows) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    addOmissions(cases);
    addEquivocation(cases);
    addErratic(cases);
    addHoarding(cases);
    addCorruptions(cases);
    addLies(cases);
    addClients(cases);
    return cases.stream();
  }

  private static void add(
      List<Case> cases,
      String name,
      int member,
      ByzantineBehaviour behaviour,
      Predicate<PbftRun> shows) {
    cases.add(new Case(name, member, behaviour, false, shows));
  }

  /** ADV-10, ADV-11, ADV-22, ADV-25. */
  private static void addOmissions(List<Case> cases) {
    add(
        cases,
        "silent primary",
        0,
        new ByzantineBehaviour.Silence(List.of(), List.of()),
        run -> run.said(0).isEmpty());
    add(
        cases,
        "silent to one",
        0,
        new ByzantineBehaviour.Silence(List.of(1), List.of()),
        run -> run.said(0, 1).isEmpty() && !run.said(0, 2).isEmpty());
    add(
        cases,
        "votes withheld",
        0,
        new ByzantineBehaviour.Silence(List.of(), List.of(NormalCasePhase.COMMIT)),
        run ->
            !MisbehaviourEvidence.codes(run, 0, 1).contains(Commit.TYPE.code())
                && MisbehaviourEvidence.codes(run, 0, 1).contains(PrePrepare.TYPE.code()));
    add(
        cases,
        "slow primary",
        0,
        new ByzantineBehaviour.Slowness(1, 30),
        run ->
            run.network.nodes.get(0).said.stream()
                .anyMatch(
                    output ->
                        output instanceof Output.StartTimer start
                            && start.timer().name().startsWith("adversary")));
    add(
        cases,
        "replay",
        1,
        new ByzantineBehaviour.Replay(0.3, 50),
        run -> MisbehaviourEvidence.passesOn(run, 1));
    add(
        cases,
        "premature view changes",
        2,
        new ByzantineBehaviour.PrematureViewChange(20),
        run -> MisbehaviourEvidence.said(run, 2, ViewChange.class).size() > 2 && run.view(1) == 0);
  }

  /** ADV-12, ADV-14, ADV-15. */
  private static void addEquivocation(List<Case> cases) {
    add(
        cases,
        "equivocating primary",
        0,
        new ByzantineBehaviour.Equivocation(List.of(1, 3)),
        run -> MisbehaviourEvidence.proposesTwice(run, 0));
    add(
        cases,
        "equivocating backup",
        1,
        new ByzantineBehaviour.Equivocation(List.of(0, 3)),
        run -> MisbehaviourEvidence.votesTwice(run, 1));
    add(
        cases,
        "tampering primary",
        0,
        new ByzantineBehaviour.Tampering(0.5),
        run -> MisbehaviourEvidence.refused(run, "nested transaction"));
    add(
        cases,
        "forgery",
        1,
        new ByzantineBehaviour.Forgery(),
        run -> MisbehaviourEvidence.refused(run, "the sender's signature"));
  }

  /** ADV-27. */
  private static void addErratic(List<Case> cases) {
    for (int member = 0; member < 2; member++) {
      int erratic = member;
      cases.add(
          new Case(
              "erratic " + member,
              member,
              new ByzantineBehaviour.Erratic(0.4),
              false,
              run ->
                  MisbehaviourEvidence.votesTwice(run, erratic)
                      || MisbehaviourEvidence.proposesTwice(run, erratic)));
    }
  }

  /** ADV-28. */
  private static void addHoarding(List<Case> cases) {
    for (int member = 1; member < 4; member++) {
      int hoarder = member;
      cases.add(
          new Case(
              "hoarding " + member,
              member,
              new ByzantineBehaviour.Hoarding(0.2, 200),
              true,
              run ->
                  MisbehaviourEvidence.passesOn(run, hoarder)
                      && MisbehaviourEvidence.said(run, hoarder, ViewChange.class).stream()
                          .anyMatch(each -> each.decided().height() > 0)));
    }
  }

  /** ADV-13. */
  private static void addCorruptions(List<Case> cases) {
    for (NormalCasePhase phase : NormalCasePhase.values()) {
      for (CorruptedField field : CorruptedField.values()) {
        for (int step : field == CorruptedField.DIGEST ? new int[] {0} : new int[] {1, -1}) {
          boolean proposal = phase == NormalCasePhase.PRE_PREPARE;
          add(
              cases,
              "corrupt " + phase + " " + field + " " + step,
              proposal ? 0 : 1,
              new ByzantineBehaviour.Corruption(phase, field, step, 0.7),
              corrupted(phase, field));
        }
      }
    }
  }

  private static Predicate<PbftRun> corrupted(NormalCasePhase phase, CorruptedField field) {
    if (phase != NormalCasePhase.PRE_PREPARE) {
      Class<? extends Message> kind =
          phase == NormalCasePhase.PREPARE ? Prepare.class : Commit.class;
      return run ->
          MisbehaviourEvidence.votesForNothing(run, 1) && MisbehaviourEvidence.unsaid(run, 1, kind);
    }
    return switch (field) {
      case VIEW -> run -> MisbehaviourEvidence.proposesInOthersView(run, 0);
      case NUMBER -> run -> MisbehaviourEvidence.proposesAtOtherHeight(run, 0);
      case DIGEST -> run -> MisbehaviourEvidence.refused(run, "the sender's signature");
    };
  }

  /** ADV-16, ADV-17, ADV-18, ADV-19, ADV-20. */
  private static void addLies(List<Case> cases) {
    for (FalseViewChangeKind lie : FalseViewChangeKind.values()) {
      cases.add(
          new Case(
              "view change " + lie,
              2,
              new ByzantineBehaviour.LyingViewChange(lie),
              true,
              run -> MisbehaviourEvidence.unsaid(run, 2, ViewChange.class)));
    }
    for (FalseNewViewKind lie : FalseNewViewKind.values()) {
      cases.add(
          new Case(
              "new view " + lie,
              1,
              new ByzantineBehaviour.LyingNewView(lie),
              true,
              run -> lies(run, 1, lie)));
    }
    for (FalseCheckpointKind lie :
        List.of(
            FalseCheckpointKind.STATE_ROOT,
            FalseCheckpointKind.CONTEXT,
            FalseCheckpointKind.BLOCK)) {
      add(
          cases,
          "checkpoint " + lie,
          1,
          new ByzantineBehaviour.LyingCheckpoint(lie),
          run -> MisbehaviourEvidence.unsaid(run, 1, Checkpoint.class));
    }
    cases.add(
        new Case(
            "status ahead",
            2,
            new ByzantineBehaviour.LyingStatus(1_000_000, 3),
            true,
            run -> MisbehaviourEvidence.unsaid(run, 2, Status.class)));
    cases.add(
        new Case(
            "status behind",
            2,
            new ByzantineBehaviour.LyingStatus(-1_000_000, -3),
            true,
            run -> MisbehaviourEvidence.unsaid(run, 2, Status.class)));
    for (FalseReplyField lie : FalseReplyField.values()) {
      add(
          cases,
          "reply " + lie,
          1,
          new ByzantineBehaviour.WrongReplies(lie),
          run -> MisbehaviourEvidence.answersOtherwise(run, 1));
    }
  }

  /** Whether a node has said a NEW-VIEW that is wrong in this way. */
  private static boolean lies(PbftRun run, int node, FalseNewViewKind lie) {
    List<NewView> said = MisbehaviourEvidence.said(run, node, NewView.class);
    int quorum = new QuorumSizes(run.network.members().size()).size();
    return switch (lie) {
      case TOO_FEW -> said.stream().anyMatch(each -> each.proofs().size() == quorum - 1);
      case DOUBLED ->
          said.stream()
              .anyMatch(
                  each ->
                      each.proofs().size() == quorum
                          && MisbehaviourEvidence.senders(each).size() == quorum - 1);
      case VIEW_ABOVE ->
          said.stream()
              .anyMatch(
                  each ->
                      each.proofs().stream()
                          .allMatch(proof -> proof.viewChange().newView() == each.view() - 1));
      case TWO_VERSIONS -> MisbehaviourEvidence.showsTwoQuorums(run, node, quorum);
    };
  }

  /** ADV-23, ADV-24. */
  private static void addClients(List<Case> cases) {
    add(
        cases,
        "censoring primary",
        0,
        new ByzantineBehaviour.Censorship(List.of(0)),
        run -> !MisbehaviourEvidence.proposesFor(run, 0, CLIENT));
    add(
        cases,
        "favouring primary",
        0,
        new ByzantineBehaviour.Favouring(List.of(0), 40),
        run ->
            MisbehaviourEvidence.said(run, 0, PrePrepare.class).stream()
                .limit(4)
                .flatMap(each -> each.block().transactions().stream())
                .allMatch(each -> each.request().sender().equals(CLIENT)));
  }

  private static PbftRun behaving(Case each) {
    return run(each.primaryFails(), run -> run.with(each.member(), each.behaviour()));
  }

  private static PbftRun run(boolean primaryFails, Consumer<PbftRun> change) {
    PbftRun run = new PbftRun(primaryFails ? 7 : 4, 7);
    change.accept(run);
    if (primaryFails) {
      long fromNs = TestNetwork.START_NS + 20_000_000;
      ActivePeriod failure = new ActivePeriod(fromNs, fromNs + 1_000_000_000);
      run.during(failure, 0, new ByzantineBehaviour.Silence(List.of(), List.of()));
      // So that there is something prepared and not decided when the view is left.
      run.network.loss =
          (from, to, envelope) ->
              envelope.code() == Commit.TYPE.code()
                  && run.network.nowNs() > fromNs
                  && run.network.nowNs() < fromNs + 60_000_000;
    }
    return run.run(REQUESTS, MS);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void behavesAsSpecifiedAndDoesNoHarm(Case each) {
    PbftRun run = behaving(each);
    assertThat(each.shows().test(run)).as(each.name()).isTrue();
    run.mustAgreeAndFinish(REQUESTS);
  }

  @Test
  void nothingShowsWhereAllObey() {
    PbftRun good = run(false, run -> {});
    PbftRun failing = run(true, run -> {});
    assertThat(cases()).noneMatch(each -> each.shows().test(each.primaryFails() ? failing : good));
  }
}
