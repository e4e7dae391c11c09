package org.medchain.contract.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.PATIENT;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.access.QueryRecord;
import org.medchain.contract.directives.DirectiveEvents.ReadAnswered;
import org.medchain.contract.directives.Purpose;
import org.medchain.contract.directives.ReadAnswer;
import org.medchain.contract.directives.ReadRecord;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.VerdictRules;

/** GAME-1, CON-31: a verifier's seat is no consent; it lets read as long as a verdict may come. */
class VerifierAccessTest {
  /** Both hospital and institution, two decide within six blocks. */
  private static final IncentiveRules RULES =
      IncentiveRules.of(TestChain.RULES).with(new VerdictRules(2, 2, 1, 6, 3, 4, 5, 6));

  private final TestChain chain = new TestChain(RULES, List.of());
  private final Hash id = chain.upload(PATIENT, "image", 1);

  private Outcome queried(KeyPair who) {
    return Outcome.of(chain.contract().read(chain.order(who, new QueryRecord(id))));
  }

  /** What the node asks before it releases a key. */
  private void assertReads(KeyPair who, boolean reads) {
    long height = chain.contract().height();
    assertThat(chain.state().readObjection(id, who.publicKey(), height).isEmpty()).isEqualTo(reads);
    long timeMs = chain.blocks().getLast().header().timestampMs();
    assertThat(
            chain
                .state()
                .readAnswer(id, who.publicKey(), Purpose.TREAT, height, timeMs)
                .filter(ReadAnswer::granted)
                .isPresent())
        .isEqualTo(reads);
  }

  /** In one block: by a query, and by a read for a purpose. */
  private void assertBoth(KeyPair who, Outcome query, ReadAnswer answer) {
    List<Receipt> receipts =
        chain
            .add(
                List.of(
                    chain.order(who, new QueryRecord(id)),
                    chain.order(who, new ReadRecord(id, Purpose.TREAT))))
            .receipts();
    assertThat(Outcome.of(receipts.getFirst())).isEqualTo(query);
    ReadAnswered read = (ReadAnswered) MedicalModules.events(receipts.getLast()).getFirst();
    assertThat(read.line().answer()).isEqualTo(answer);
  }

  @Example
  void aRecordThatIsNeverDecidedIsReadUntilTheLastVoteCounts() {
    long until = chain.state().verification(id).orElseThrow().until();
    chain.advanceTo(until - 1);
    assertThat(queried(HOSPITAL)).isEqualTo(Outcome.OK);
    assertBoth(HOSPITAL, Outcome.OK, ReadAnswer.VERIFIER);
    assertThat(chain.contract().height()).isEqualTo(until);
    assertReads(HOSPITAL, true);
    assertThat(queried(HOSPITAL)).isEqualTo(Outcome.RECORD_PENDING);
    assertBoth(HOSPITAL, Outcome.RECORD_PENDING, ReadAnswer.RECORD_PENDING);
    assertReads(HOSPITAL, false);
    assertThat(chain.state().record(id).orElseThrow().isPending()).isTrue();
  }

  @Example
  void whoLeftReadsNoMore() {
    chain.add(List.of());
    assertReads(HOSPITAL, true);
    chain.run(HOSPITAL, new LeaveChain());
    assertReads(HOSPITAL, false);
    assertReads(INSTITUTION, true);
  }

  /** CON-32: with its next key it votes, and reads, again. */
  @Example
  void aRevokedVerifierReadsNoMore() {
    chain.add(List.of());
    RevocationEntry entry =
        new RevocationEntry(
            BigInteger.ONE, HOSPITAL.publicKey(), RevocationReason.KEY_COMPROMISE, true);
    chain.run(CENTER, new RevokeCertificates(1, Hash.ZERO, List.of(entry)));
    assertReads(HOSPITAL, false);
    KeyPair next = TestChain.keys("hospital again");
    assertThat(chain.outcome(CENTER, new ReplaceKey(HOSPITAL.publicKey(), next.publicKey())))
        .isEqualTo(Outcome.OK);
    assertReads(HOSPITAL, true);
    assertBoth(next, Outcome.OK, ReadAnswer.VERIFIER);
  }
}
