package org.medchain.contract.economy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.record;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.medchain.contract.TestChain;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.consent.Consents;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.search.IndexEntry;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.state.StateTree;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.ScarcityRules;

/** CON-44: lasting bytes are free up to a number, and then paid. */
class QuotaTest {
  private static final long FREE = 1_000;
  private static final int PER_POINT = 100;
  private static final int ENTRIES = 48;

  /** The bytes that five records leave under an offer, besides it; the next order pays for it. */
  private static final long BY_REACTIONS = 5 * 32;

  private final TestChain chain = chain(FREE);

  private static TestChain chain(long free) {
    return new TestChain(
        IncentiveRules.of(TestChain.RULES).with(new ScarcityRules(true, free, PER_POINT, 0)),
        List.of());
  }

  private static long counted(StateTree tree) {
    long[] bytes = new long[1];
    tree.forEach(
        (key, value) -> {
          if (Quotas.counts(key.at(0) & 0xFF)) {
            bytes[0] += key.size() + value.size() + Quotas.ENTRY_BYTES;
          }
        });
    return bytes[0];
  }

  private static Operation upload(int number) {
    return new UploadRecord(record(PATIENT, "image", number));
  }

  private static Hash id(int number) {
    return record(PATIENT, "image", number).id();
  }

  private static UpdateIndex update(int number) {
    List<IndexEntry> entries =
        IntStream.range(0, ENTRIES)
            .mapToObj(each -> Hash.of(Bytes.utf8(number + "/" + each)))
            .sorted()
            .map(each -> new IndexEntry(each, Bytes.of(new byte[IndexEntry.VALUE_SIZE])))
            .toList();
    return new UpdateIndex(0, number, entries, Bytes.utf8("journal"));
  }

  /** Until its points are used up as well. */
  private static void exhaust(TestChain on, KeyPair patient) {
    int number = 1_000;
    while (on.outcome(patient, new UploadRecord(record(patient, "image", number))) == Outcome.OK) {
      number++;
    }
  }

  private static Operation operation(int move) {
    Purpose purpose = move % 2 == 0 ? Purpose.HRESCH : Purpose.DISCLOSE;
    int number = move % 5;
    return switch (move / 5 % 6) {
      case 0, 1 -> upload(number);
      case 2 -> Consents.allow(PATIENT, id(number), HOSPITAL, purpose);
      case 3 -> Consents.revoke(PATIENT, id(number), HOSPITAL, purpose);
      // Records that come later come under it.
      case 4 -> new OfferRecords("image", 1, List.of());
      default -> new Withdraw(PATIENT.publicKey(), "image");
    };
  }

  /** Bytes left are counted or bought, no more is free than allowed, and what is paid is burnt. */
  @Property(tries = 60)
  void whatIsLeftIsFreeOrPaid(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 59) Integer> moves) {
    TestChain played = chain(FREE);
    long before = counted(played.state().tree());
    for (int move : moves) {
      List<Event> events = played.events(PATIENT, operation(move));
      WorldState state = played.state();
      long burnt = 100 - played.balance(PATIENT);
      assertThat(state.supply().burnt()).isEqualTo(burnt);
      assertThat(Quotas.of(state, PATIENT.publicKey())).isLessThanOrEqualTo(FREE + BY_REACTIONS);
      assertThat(counted(state.tree()) - before)
          .isEqualTo(Quotas.of(state, PATIENT.publicKey()) + burnt * PER_POINT);
      assertThat(events).doesNotContain(new EconomyEvents.QuotaBought(PATIENT.publicKey(), 0));
    }
  }

  /** An index of 2^22 entries cost nothing; now 48 entries cost nearly all that a newcomer has. */
  @Example
  void anIndexIsPaidEntryByEntry() {
    chain.expect(PATIENT, update(0), Outcome.OK);
    // 48 entries of 98 bytes and 64 besides, their addresses of 32, and the journal's line; 1,000
    // bytes are free.
    assertThat(chain.balance(PATIENT)).isEqualTo(14);
    chain.expect(PATIENT, update(1), Outcome.INSUFFICIENT_POINTS);
  }

  /** A consent given again puts a record under another's offer: this is not a gift. */
  @Example
  void whatComesByReactionsCountsForWhoseItIs() {
    chain.run(PATIENT, upload(1));
    long before = Quotas.of(chain.state(), HOSPITAL.publicKey());
    for (int i = 0; i < 10; i++) {
      chain.run(HOSPITAL, new OfferRecords("image", 1, List.of()));
      DirectiveTerms terms = Consents.terms(PATIENT, id(1), HOSPITAL, Purpose.DISCLOSE);
      chain.expect(PATIENT, new IssueDirective(terms, Long.MAX_VALUE - i), Outcome.OK);
      chain.run(HOSPITAL, new Withdraw(HOSPITAL.publicKey(), "image"));
      assertThat(Quotas.of(chain.state(), HOSPITAL.publicKey())).isEqualTo(before);
    }
  }

  /** CON-33, CON-8, GAME-7: no empty account keeps anybody from these. */
  @Example
  void emergenciesRevocationsAndExitsAreNeverRefusedForIt() {
    TestChain dear = chain(0);
    dear.run(PATIENT, upload(1));
    dear.run(PATIENT, Consents.allow(PATIENT, id(1), HOSPITAL, Purpose.TREAT));
    exhaust(dear, PATIENT);
    dear.run(DOCTOR, new RedeemPoints(100));
    for (int i = 0; i < 100; i++) {
      dear.expect(DOCTOR, new ReadRecord(id(1), Purpose.BTG), Outcome.OK);
    }
    dear.expect(PATIENT, Consents.revoke(PATIENT, id(1), HOSPITAL, Purpose.TREAT), Outcome.OK);
    dear.expect(PATIENT, new LeaveChain(), Outcome.OK);
  }

  /** GAME-8: free operations continue, and nothing is paid out of a frozen account. */
  @Example
  void aFrozenAccountPaysForNoBytes() {
    chain.run(CENTER, new FreezeAccount(PATIENT.publicKey()));
    List<Outcome> outcomes = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      outcomes.add(chain.outcome(PATIENT, upload(number)));
    }
    assertThat(outcomes).startsWith(Outcome.OK).endsWith(Outcome.ACCOUNT_FROZEN);
    assertThat(chain.balance(PATIENT)).isEqualTo(100);
  }
}
