package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Example;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.Register;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.node.identity.Identity;

/**
 * PRIV-8, REG-3: an attacker that computes keys from name, age and identity number, as the center
 * does in the paper's §4 (1), finds the person behind such a key by trying. It finds nobody behind
 * ours.
 */
class AttributeKeysTest {
  private static final SignatureScheme SCHEME = new Ed25519();
  private static final int NUMBERS = 300;

  /** A person as the paper's center is told of it. */
  private record RegisteredPerson(String name, int age, String number) {}

  private static final RegisteredPerson ALICE =
      new RegisteredPerson("Alice Example", 34, number(217));

  /** A region and a birth date leave little of an identity number. */
  private static String number(int last) {
    return String.format(Locale.ROOT, "110101-19920307-%04d", last);
  }

  /** The usual ways to make bytes of three facts. */
  private static List<String> spellings(RegisteredPerson person) {
    List<String> all = new ArrayList<>();
    for (String between : List.of("", "|", ",", " ")) {
      all.add(String.join(between, person.name(), "" + person.age(), person.number()));
      all.add(String.join(between, person.number(), person.name(), "" + person.age()));
    }
    return all;
  }

  private static KeyPair derived(String spelling) {
    return SCHEME.keyPair(Hash.of(Bytes.utf8(spelling)).toBytes());
  }

  /** All of that name and age whose number ends in one of some hundreds. */
  private static Optional<RegisteredPerson> search(PublicKey key, int from) {
    for (int last = from; last < NUMBERS; last++) {
      RegisteredPerson guess = new RegisteredPerson(ALICE.name(), ALICE.age(), number(last));
      if (spellings(guess).stream().anyMatch(each -> derived(each).publicKey().equals(key))) {
        return Optional.of(guess);
      }
    }
    return Optional.empty();
  }

  @Example
  void aKeyFromAttributesIsFoundByTrying() {
    for (String spelling : spellings(ALICE)) {
      assertThat(search(derived(spelling).publicKey(), 210)).contains(ALICE);
    }
  }

  @Example
  void ourKeysAreNotFoundAndNeverRepeat() {
    SecureRandom random = new SecureRandom();
    TreeSet<PublicKey> keys = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      keys.add(Identity.generateLedgerKeys(random).publicKey());
    }
    assertThat(keys).as("the same person, and no key twice").hasSize(100);
    assertThat(search(keys.first(), 0)).isEmpty();
    TreeSet<PublicKey> tried = new TreeSet<>();
    for (int last = 200; last < 230; last++) {
      spellings(new RegisteredPerson(ALICE.name(), ALICE.age(), number(last)))
          .forEach(each -> tried.add(derived(each).publicKey()));
    }
    tried.retainAll(keys);
    assertThat(tried).isEmpty();
  }

  /** REG-1: the order that registers her has her key and role, and no byte of herself. */
  @Example
  void theRegistrationHasNothingOfThePerson() {
    PublicKey key = Identity.generateLedgerKeys(new SecureRandom()).publicKey();
    Bytes order = new Register(new Participant(key, Role.PATIENT)).encoded();
    assertThat(order.size()).isEqualTo(PublicKey.SIZE + 1);
    for (String fact : List.of(ALICE.name(), ALICE.number(), "Alice", "19920307")) {
      assertThat(order.toHex()).doesNotContain(Bytes.utf8(fact).toHex());
    }
  }
}
