package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.medchain.contract.center.CenterEvents;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.AccessLog;
import org.medchain.contract.consent.ConsentEvents;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.engine.EngineValues;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** The acts that no participant can do to another, by any operation. */
@Tag("statistical")
class ThreatTest {
  /** One transaction in a separate block, and its changes. */
  private record Step(PublicKey sender, WorldState before, WorldState after, List<Event> events) {
    boolean byCenter() {
      return sender.equals(TestChain.CENTER.publicKey());
    }

    boolean tells(Class<? extends Event> kind) {
      return events.stream().anyMatch(kind::isInstance);
    }
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Scenario.any();
  }

  private static List<Step> steps(Scenario scenario) {
    TestChain chain = new TestChain();
    List<Transaction> transactions = new ArrayList<>(scenario.transactions(chain));
    // When the first records are there; numbers need not come in order.
    transactions.addAll(4, attempts(chain));
    List<Step> steps = new ArrayList<>();
    for (Transaction transaction : transactions) {
      WorldState before = chain.state();
      Receipt receipt = chain.add(List.of(transaction)).receipts().get(0);
      List<Event> events =
          Outcome.of(receipt) == Outcome.OK ? MedicalModules.events(receipt) : List.<Event>of();
      steps.add(new Step(transaction.request().sender(), before, chain.state(), events));
    }
    return steps;
  }

  /** Every participant tries to let others offer, and no longer, the first patient's record. */
  private static List<Transaction> attempts(TestChain chain) {
    Hash record = TestChain.record(TestChain.PATIENT, Scenario.TYPES.get(0), 0).id();
    List<Transaction> made = new ArrayList<>();
    for (KeyPair who : Scenario.CAST.reversed()) {
      for (KeyPair reader : List.of(TestChain.HOSPITAL, TestChain.INSTITUTION)) {
        made.add(
            chain.order(who, Consents.allow(TestChain.PATIENT, record, reader, Purpose.DISCLOSE)));
      }
      made.add(
          chain.order(
              who,
              Consents.revoke(TestChain.PATIENT, record, TestChain.HOSPITAL, Purpose.DISCLOSE)));
    }
    return made;
  }

  /** The records that were accepted, with their owners, in the order of the steps. */
  private static TreeMap<Hash, PublicKey> owners(List<Step> steps) {
    TreeMap<Hash, PublicKey> owners = new TreeMap<>();
    for (Step step : steps) {
      for (Event event : step.events) {
        if (event instanceof RecordEvents.RecordStored stored) {
          owners.put(stored.record(), stored.owner());
        }
      }
    }
    return owners;
  }

  /** THR-1: only the sender's account gets poorer, except for a penalised one. */
  @Property(seed = "21", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void noParticipantSpendsForAnother(@ForAll("scenarios") Scenario scenario) {
    for (Step step : steps(scenario)) {
      for (KeyPair each : Scenario.CAST) {
        PublicKey key = each.publicKey();
        if (step.after.balance(key) < step.before.balance(key)) {
          boolean penalised = step.byCenter() && step.tells(RecordEvents.RecordFoundFalse.class);
          assertThat(key.equals(step.sender) || penalised).as("%s", step.events).isTrue();
        }
      }
    }
  }

  /** THR-1: only the owner gives consent; bought access came by an agreement, and stays. */
  @Property(seed = "22", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void noParticipantConsentsForAnother(@ForAll("scenarios") Scenario scenario) {
    List<Step> steps = steps(scenario);
    owners(steps)
        .forEach(
            (record, owner) -> {
              for (Step step : steps) {
                if (!Directives.of(step.after, owner).equals(Directives.of(step.before, owner))) {
                  assertThat(step.sender).isEqualTo(owner);
                }
                for (KeyPair reader : Scenario.CAST) {
                  requireBought(step, record, reader.publicKey());
                }
              }
            });
  }

  private static void requireBought(Step step, Hash record, PublicKey reader) {
    if (!Purchases.of(step.after, record, reader)
        .equals(Purchases.of(step.before, record, reader))) {
      assertThat(Purchases.of(step.before, record, reader)).isEmpty();
      assertThat(step.tells(TradeEvents.AgreementTriggered.class)).isTrue();
    }
  }

  /** THR-2: registrations, verdicts, members; no points. */
  @Property(seed = "23", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void theCenterHasThreePowers(@ForAll("scenarios") Scenario scenario) {
    PublicKey center = TestChain.CENTER.publicKey();
    for (Step step : steps(scenario)) {
      assertThat(step.after.balance(center)).isZero();
      if (step.byCenter() && !isOneOfThree(step)) {
        // All that is left of it is that its number is used up.
        assertThat(step.after.tree().root())
            .isEqualTo(EngineValues.consumed(step.before, step.after, center).root());
      }
    }
  }

  private static boolean isOneOfThree(Step step) {
    return step.tells(RegistrationEvents.Registered.class)
        || step.tells(RegistrationEvents.DoctorEmployed.class)
        || step.tells(RecordEvents.RecordFoundFalse.class)
        || step.tells(CenterEvents.MembersChanged.class);
  }

  /**
   * CON-7, CON-31: a read, and nothing else, makes a trail longer, by a line that says its price.
   */
  @Property(seed = "25", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void everyReadStandsInItsOwnersTrail(@ForAll("scenarios") Scenario scenario) {
    for (Step step : steps(scenario)) {
      long longer = 0;
      for (KeyPair owner : Scenario.CAST.subList(0, 2)) {
        longer += AccessLog.of(step.after, owner.publicKey()).length();
        longer -= AccessLog.of(step.before, owner.publicKey()).length();
      }
      assertThat(longer).isEqualTo(step.tells(ConsentEvents.ReadAnswered.class) ? 1 : 0);
      for (Event event : step.events) {
        if (event instanceof ConsentEvents.ReadAnswered read) {
          requireLine(step, read.owner(), read.line());
        }
      }
    }
  }

  private static void requireLine(Step step, PublicKey owner, AccessEntry line) {
    assertThat(AccessLog.lines(step.after, owner)).endsWith(line);
    assertThat(line.reader()).isEqualTo(step.sender);
    assertThat(step.before.balance(step.sender) - step.after.balance(step.sender))
        .isEqualTo(line.price())
        .isEqualTo(line.answer() == ReadAnswer.DIRECTIVE ? TestChain.RULES.queryPrice() : 0);
  }

  /** VER-4: the known data of a record stay, except for one verdict of the center. */
  @Property(seed = "24", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void nothingIsCorrectedInPlace(@ForAll("scenarios") Scenario scenario) {
    List<Step> steps = steps(scenario);
    for (Hash record : owners(steps).keySet()) {
      for (Step step : steps) {
        Records.find(step.before, record).ifPresent(was -> requireKept(step, record, was));
      }
    }
  }

  private static void requireKept(Step step, Hash record, StoredRecord was) {
    StoredRecord is = Records.find(step.after, record).orElseThrow();
    if (!is.equals(was)) {
      assertThat(step.byCenter()).isTrue();
      assertThat(was.foundFalse()).isFalse();
      assertThat(is).isEqualTo(was.judgedFalse(is.shortfall()));
    }
  }
}
