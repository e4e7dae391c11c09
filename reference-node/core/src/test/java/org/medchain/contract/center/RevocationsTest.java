package org.medchain.contract.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;
import static org.medchain.contract.TestChain.CENTER;
import static org.medchain.contract.TestChain.DOCTOR;
import static org.medchain.contract.TestChain.HOSPITAL;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;
import static org.medchain.contract.TestChain.STRANGER;
import static org.medchain.contract.TestChain.node;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.TestChain;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.contract.registration.Revocation;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationList;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/** Certificates and keys that the center takes back (CON-22, CON-23, THR-3). */
class RevocationsTest {
  private static final Operation BALANCE = new AskBalance();
  private static final List<KeyPair> CAST =
      List.of(PATIENT, OTHER_PATIENT, DOCTOR, HOSPITAL, INSTITUTION, STRANGER);

  private final TestChain chain = new TestChain();

  private static BigInteger serial(int number) {
    return BigInteger.valueOf(1_000L + number);
  }

  private static RevocationEntry certificate(int serial, PublicKey key) {
    return new RevocationEntry(serial(serial), key, RevocationReason.SUPERSEDED, false);
  }

  private static RevocationEntry key(int serial, PublicKey key) {
    return new RevocationEntry(serial(serial), key, RevocationReason.KEY_COMPROMISE, true);
  }

  private static RevokeCertificates list(long number, RevocationEntry... entries) {
    return new RevokeCertificates(number, hash(number), List.of(entries));
  }

  private static Hash hash(long number) {
    return Hash.of(Bytes.utf8("list " + number));
  }

  /** CON-22. */
  @Example
  void theStateHasTheRevocations() {
    assertThat(Registration.revocationList(chain.state())).isEmpty();
    assertThat(Registration.revocation(chain.state(), serial(1))).isEmpty();
    RevokeCertificates first =
        list(3, certificate(1, DOCTOR.publicKey()), key(2, PATIENT.publicKey()));
    assertThat(chain.events(CENTER, first))
        .containsExactly(new RegistrationEvents.CertificatesRevoked(3, hash(3), first.entries()));
    assertThat(Registration.revocationList(chain.state()))
        .contains(new RevocationList(3, hash(3), 1));
    assertThat(Registration.revocation(chain.state(), serial(1)))
        .contains(new Revocation(DOCTOR.publicKey(), RevocationReason.SUPERSEDED, false, 1, 3));
    assertThat(Registration.revocation(chain.state(), serial(2)))
        .contains(new Revocation(PATIENT.publicKey(), RevocationReason.KEY_COMPROMISE, true, 1, 3));
    assertThat(Registration.isRevoked(chain.state(), DOCTOR.publicKey())).isFalse();
    assertThat(Registration.revokedSinceEntry(PATIENT.publicKey()).in(chain.state())).contains(1L);
  }

  /** CON-22: no other role; no older list; no serial of another's; never the center's own key. */
  @Example
  void everyReasonToRefuse() {
    List<KeyPair> others = List.of(PATIENT, DOCTOR, HOSPITAL, INSTITUTION);
    for (KeyPair other : others) {
      chain.expect(other, list(1, key(1, node(0))), Outcome.NOT_ALLOWED);
    }
    chain.expect(CENTER, list(5, certificate(1, node(0))), Outcome.OK);
    chain.expect(CENTER, list(5, key(2, node(0))), Outcome.OLD_REVOCATION_LIST);
    chain.expect(CENTER, list(4), Outcome.OLD_REVOCATION_LIST);
    chain.expect(CENTER, list(6, key(2, node(0)), key(1, node(1))), Outcome.OTHER_HOLDER);
    chain.expect(CENTER, list(6, key(2, node(0)), key(3, CENTER.publicKey())), Outcome.NOT_ALLOWED);
    // All or nothing.
    assertThat(Registration.isRevoked(chain.state(), node(0))).isFalse();
    assertThat(Registration.revocation(chain.state(), serial(2))).isEmpty();
    // A certificate of the center's own may be replaced like any other.
    chain.expect(CENTER, list(6, certificate(3, CENTER.publicKey())), Outcome.OK);
    chain.expect(CENTER, BALANCE, Outcome.OK);
  }

  /** CON-22: the faults that can be found without a state. */
  @Example
  void whatIsNoListIsMalformed() {
    RevocationEntry entry = key(1, node(0));
    assertRefused(() -> list(0, entry));
    assertRefused(() -> list(1, entry, key(1, node(1))));
    List<RevocationEntry> many =
        IntStream.rangeClosed(0, RevokeCertificates.MAX_ENTRIES)
            .mapToObj(each -> key(each, node(0)))
            .toList();
    assertRefused(() -> new RevokeCertificates(1, Hash.ZERO, many));
    for (BigInteger wrong :
        List.of(BigInteger.ZERO, BigInteger.ONE.negate(), BigInteger.ONE.shiftLeft(159))) {
      assertRefused(() -> new RevocationEntry(wrong, node(0), RevocationReason.UNSPECIFIED, true));
    }
    chain.expect(CENTER, new RevokeCertificates(1, Hash.ZERO, many.subList(1, 129)), Outcome.OK);
  }

  /** CON-23: in its own block from the next transaction on, and at every later height. */
  @Example
  void aRevokedKeyOrdersNothingFromTheVeryNextTransactionOn() {
    Transaction before = chain.order(PATIENT, BALANCE);
    Transaction after = chain.order(PATIENT, BALANCE);
    Transaction other = chain.order(OTHER_PATIENT, BALANCE);
    Transaction revoke = chain.order(CENTER, list(1, key(1, PATIENT.publicKey())));
    ExecutionResult execution = chain.add(List.of(before, revoke, after, other));
    assertThat(execution.receipts().stream().map(Outcome::of))
        .containsExactly(Outcome.OK, Outcome.OK, Outcome.REVOKED, Outcome.OK);
    WorldState settled = chain.state();
    chain.expect(PATIENT, BALANCE, Outcome.REVOKED);
    // A thief cannot even use up numbers.
    assertThat(chain.state().tree().root()).isEqualTo(settled.tree().root());
    assertThat(Outcome.of(chain.contract().read(chain.order(PATIENT, BALANCE))))
        .isEqualTo(Outcome.REVOKED);
  }

  /** CON-23, decision 0150: only CHANGE_MEMBERS changes the ordering nodes. */
  @Example
  void aRevokedConsensusNodeStaysUntilItIsReplaced() {
    ExecutionResult execution = chain.add(List.of(chain.order(CENTER, list(1, key(1, node(2))))));
    assertThat(execution.members()).isEmpty();
    assertThat(ConsensusNodes.of(chain.state()).keys()).contains(node(2));
    chain.expect(CENTER, new ChangeMembers(new MemberChange.Replace(node(2), node(4))), Outcome.OK);
    assertThat(ConsensusNodes.of(chain.state()).keys()).doesNotContain(node(2));
  }

  @Provide
  Arbitrary<List<RevokeCertificates>> lists() {
    Arbitrary<RevocationEntry> entries =
        Combinators.combine(
                Arbitraries.integers().between(0, 8),
                Arbitraries.integers().between(0, 4),
                Arbitraries.of(RevocationReason.class),
                Arbitraries.of(false, true))
            .as(
                (serial, who, reason, whole) ->
                    // Mostly the holder that belongs to the serial number.
                    new RevocationEntry(
                        serial(serial),
                        CAST.get(who == 4 ? 5 : serial % 6).publicKey(),
                        reason,
                        whole));
    return Combinators.combine(
            Arbitraries.integers().between(1, 20),
            entries.list().ofMaxSize(3).uniqueElements(RevocationEntry::serial))
        .as((number, some) -> new RevokeCertificates(number, hash(number), some))
        .list()
        .ofMaxSize(12);
  }

  /** CON-22, CON-23: the state equals a plain reading of the accepted lists. */
  @Property(seed = "31", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void theStateIsThatOfAllListsTogether(@ForAll("lists") List<RevokeCertificates> lists) {
    TestChain fresh = new TestChain();
    long last = 0;
    TreeMap<BigInteger, PublicKey> holders = new TreeMap<>();
    TreeMap<PublicKey, Long> since = new TreeMap<>();
    for (RevokeCertificates list : lists) {
      boolean ours =
          list.entries().stream()
              .allMatch(each -> holders.getOrDefault(each.serial(), each.key()).equals(each.key()));
      boolean accepted = list.number() > last && ours;
      assertThat(fresh.outcome(CENTER, list) == Outcome.OK).isEqualTo(accepted);
      if (accepted) {
        last = list.number();
        long height = fresh.contract().height();
        for (RevocationEntry each : list.entries()) {
          holders.put(each.serial(), each.key());
          if (each.keyRevoked()) {
            since.putIfAbsent(each.key(), height);
          }
        }
      }
    }
    for (int i = 0; i <= 8; i++) {
      assertThat(Registration.revocation(fresh.state(), serial(i)).isPresent())
          .isEqualTo(holders.containsKey(serial(i)));
    }
    for (KeyPair each : CAST) {
      PublicKey key = each.publicKey();
      assertThat(Registration.revokedSinceEntry(key).in(fresh.state()).orElse(0L))
          .isEqualTo(since.getOrDefault(key, 0L));
      Outcome registered = each.equals(STRANGER) ? Outcome.UNKNOWN_SENDER : Outcome.OK;
      assertThat(fresh.outcome(each, BALANCE))
          .isEqualTo(
              since.containsKey(key) && !each.equals(STRANGER) ? Outcome.REVOKED : registered);
    }
    requireSameEverywhere(fresh);
  }

  /** ROLE-2: another node that executes the same blocks, and one that loads them, say the same. */
  private static void requireSameEverywhere(TestChain chain) {
    MedicalContract other = new MedicalContract(chain.genesis());
    chain.blocks().subList(1, chain.blocks().size()).forEach(other::apply);
    assertThat(other.stateRoot()).isEqualTo(chain.contract().stateRoot());
    MedicalContract loaded = new MedicalContract(chain.genesis());
    long height = other.height();
    Hash root = other.stateRoot();
    Bytes content = other.snapshot(height).bytes();
    assertThat(loaded.restore(height, chain.blocks().getLast().hash(), root, content))
        .isEqualTo(root);
    TreeSet<PublicKey> revoked = new TreeSet<>();
    CAST.stream()
        .map(KeyPair::publicKey)
        .filter(key -> Registration.isRevoked(loaded.state(), key))
        .forEach(revoked::add);
    List<PublicKey> told = new ArrayList<>(revoked);
    assertThat(told).allMatch(key -> Registration.isRevoked(chain.state(), key));
  }
}
