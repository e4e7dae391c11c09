package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.OrderingRight;
import org.medchain.contract.center.CenterEvents;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.fuzz.FuzzedChain;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/** What must hold after any orders, and what no participant can do to another by any of them. */
@Tag("statistical")
class MedicalContractPropertiesTest {
  /** Receipts that tell that the request was not executed now. */
  private static final Set<Outcome> NOT_NOW =
      EnumSet.of(Outcome.UNKNOWN_SENDER, Outcome.DUPLICATE, Outcome.LEFT, Outcome.REVOKED);

  /** CON-3, CON-5, CON-17, CON-19: requests run once; results name all keys and lists of nodes. */
  @Property(seed = "3", tries = 20, edgeCases = EdgeCasesMode.NONE)
  void resultsTellWhatHappened(@ForAll @IntRange(min = 1, max = 100_000) int world) {
    TestChain chain = FuzzedChain.empty(world);
    var right = (OrderingRight.Registered) chain.genesis().chainParameters().right();
    List<PublicKey> registered = new ArrayList<>(right.fromStart());
    List<PublicKey> nodes = chain.genesis().terms().nodes();
    Set<RequestId> executed = new TreeSet<>();
    List<Transaction> orders = new ArrayList<>(FuzzedChain.orders(world, 300));
    orders.addAll(List.copyOf(orders)); // as a replay would have it
    for (Transaction order : orders) {
      ExecutionResult result = chain.add(List.of(order));
      registered.addAll(result.registered());
      Receipt receipt = result.receipts().getFirst();
      assertThat(NOT_NOW.contains(Outcome.of(receipt)) || executed.add(receipt.request())).isTrue();
      List<PublicKey> told = result.members().map(Membership::keys).orElse(List.of());
      assertThat(told).isEqualTo(inEvents(receipt)).isNotEqualTo(nodes);
      nodes = told.isEmpty() ? nodes : told;
      assertThat(ConsensusNodes.of(chain.state()).keys()).isEqualTo(nodes);
    }
    assertThat(registered).doesNotHaveDuplicates();
    assertThat(executed).allMatch(each -> registered.contains(each.sender()));
    assertThat(registered)
        .allMatch(
            key -> Registration.role(chain.state(), KeyNames.name(chain.state(), key)).isPresent());
  }

  private static List<PublicKey> inEvents(Receipt receipt) {
    return MedicalModules.events(receipt).stream()
        .filter(CenterEvents.MembersChanged.class::isInstance)
        .flatMap(event -> ((CenterEvents.MembersChanged) event).nodes().stream())
        .toList();
  }

  /** CON-15: going back and forth leads to the same roots, and so do all that are retained. */
  @Property(seed = "4", tries = 20, edgeCases = EdgeCasesMode.NONE)
  void replicasAgreeAndRevertingUndoesApplying(
      @ForAll @IntRange(min = 1, max = 100_000) int world,
      @ForAll @IntRange(min = 0, max = 3) int retained) {
    TestChain chain = FuzzedChain.of(world, 100);
    List<Block> blocks = chain.blocks().subList(1, chain.blocks().size());
    MedicalContract other = new MedicalContract(chain.genesis(), retained);
    assertThat(blocks.stream().map(other::apply).toList()).isEqualTo(chain.executions());
    MedicalContract contract = chain.contract();
    for (int height = blocks.size(); height >= 0; height--) {
      contract.revertTo(height);
      assertThat(contract.height()).isEqualTo(height);
      assertThat(contract.stateRoot())
          .isEqualTo(contract.state().tree().root())
          .isEqualTo(
              height == 0
                  ? chain.genesis().block().header().stateRoot()
                  : chain.executions().get(height - 1).stateRoot());
    }
    assertThat(blocks.stream().map(contract::apply).toList()).isEqualTo(chain.executions());
  }

  /** One order in a block of its own, and what it changed. */
  private record Step(PublicKey sender, WorldState before, WorldState after, List<Event> events) {
    boolean tells(Class<? extends Event> kind) {
      return events.stream().anyMatch(kind::isInstance);
    }

    /** Whether it told of a penalty, a price of bytes, or an exit of this participant. */
    boolean takes(PublicKey who) {
      return events.stream()
          .anyMatch(
              each ->
                  switch (each) {
                    case EconomyEvents.Penalised e -> e.participant().equals(who);
                    case EconomyEvents.QuotaBought e -> e.participant().equals(who);
                    case ExitEvents.Settled e -> e.participant().equals(who);
                    case RecordEvents.RecordFoundFalse e -> owner(e.record()).equals(who);
                    default -> false;
                  });
    }

    private PublicKey owner(Hash record) {
      return Records.find(after, record).orElseThrow().owner();
    }
  }

  /** THR-1, THR-2, VER-4. */
  @Property(seed = "21", tries = 20, edgeCases = EdgeCasesMode.NONE)
  void nobodyPaysConsentsOrCorrectsForAnother(@ForAll @IntRange(min = 1, max = 100_000) int world) {
    TestChain chain = FuzzedChain.empty(world);
    List<PublicKey> all = chain.genesis().participants().stream().map(Participant::key).toList();
    Set<Hash> stored = new TreeSet<>();
    for (Transaction order : FuzzedChain.orders(world, 300)) {
      WorldState before = chain.state();
      PublicKey sender = KeyNames.name(before, order.request().sender());
      List<Event> events = MedicalModules.events(chain.add(List.of(order)).receipts().getFirst());
      Step step = new Step(sender, before, chain.state(), events);
      assertThat(step.after.balance(TestChain.CENTER.publicKey())).isZero();
      all.forEach(each -> requireOwnWill(step, each));
      stored.forEach(each -> requireKept(step, each, all));
      for (Event each : events) {
        if (each instanceof RecordEvents.RecordStored upload) {
          stored.add(upload.record());
        }
      }
    }
  }

  private static void requireOwnWill(Step step, PublicKey who) {
    if (step.after.balance(who) < step.before.balance(who)) {
      assertThat(who.equals(step.sender) || step.takes(who)).as("%s", step.events).isTrue();
    }
    boolean consents =
        step.tells(ConsentEvents.DirectiveIssued.class)
            || step.tells(ConsentEvents.DirectiveRevoked.class);
    assertThat(consents || Directives.of(step.after, who).equals(Directives.of(step.before, who)))
        .as("%s", step.events)
        .isTrue();
  }

  /** What is known of a record stays, except for a verdict; who bought access has it. */
  private static void requireKept(Step step, Hash record, List<PublicKey> all) {
    Optional<StoredRecord> was = Records.find(step.before, record);
    boolean decided =
        step.tells(RecordEvents.RecordFoundFalse.class)
            || step.tells(RecordEvents.RecordAccepted.class);
    assertThat(decided || Records.find(step.after, record).equals(was)).isTrue();
    assertThat(Records.find(step.after, record)).isPresent();
    if (!step.tells(TradeEvents.AgreementTriggered.class)) {
      assertThat(all)
          .allMatch(
              who ->
                  Purchases.of(step.after, record, who)
                      .equals(Purchases.of(step.before, record, who)));
    }
  }
}
