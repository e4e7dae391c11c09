package org.medchain.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.medchain.client.consent.ConsentEnd;
import org.medchain.client.consent.ConsentHistory;
import org.medchain.client.consent.GivenConsent;
import org.medchain.client.consent.LedgerPlace;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Draws what a ledger may tell of an owner's consent: all scopes, readers, purposes, ends. */
final class SampleHistories {
  static final long BEGIN_MS = 1_790_000_000_000L;

  /** Types are any text. */
  static final List<String> TYPES =
      List.of("imaging", "blood test", " lab  x", "röntgen", "a\tb", "sealed:Zm9v", "100%", "+");

  private final Random random;
  private final List<PublicKey> others = new ArrayList<>();
  private final PublicKey owner;
  private final Map<PublicKey, Role> roles = new HashMap<>();

  private SampleHistories(long seed) {
    random = new Random(seed);
    owner = key();
    for (Role each : Role.values()) {
      others.add(key());
      roles.put(others.get(others.size() - 1), each);
    }
    others.add(key()); // without a role
  }

  static ConsentHistory of(long seed) {
    return new SampleHistories(seed).history();
  }

  private Bytes bytes() {
    byte[] bytes = new byte[Hash.SIZE];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private PublicKey key() {
    return new PublicKey(bytes());
  }

  private Hash hash() {
    return Hash.of(bytes());
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private ConsentHistory history() {
    List<GivenConsent> consents = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      GivenConsent drawn = consent();
      // The state holds one directive of an id, and tells no more of one without a place.
      if (drawn.given().isPresent()
          || consents.stream().noneMatch(each -> each.directive().equals(drawn.directive()))) {
        consents.add(drawn);
      }
    }
    List<AccessEntry> reads = new ArrayList<>();
    List<LedgerPlace> orders = new ArrayList<>();
    Map<Long, Hash> blocks = new HashMap<>();
    for (int number = random.nextInt(8); number > 0; number--) {
      AccessEntry read = read(number);
      reads.add(read);
      blocks.put(read.height(), hash());
      if (random.nextBoolean()) {
        orders.add(new LedgerPlace(read.height(), read.index(), hash(), read.timeMs()));
      }
    }
    return new ConsentHistory(
        hash(), owner, 500, BEGIN_MS + 500_000, consents, reads, orders, blocks, roles);
  }

  private GivenConsent consent() {
    List<Purpose> purposes = List.of(Purpose.values());
    Purpose purpose = any(purposes.stream().filter(Purpose::mayBeGranted).toList());
    DirectiveTerms terms = new DirectiveTerms(owner, scope(), grantee(), purpose);
    long untilMs = random.nextInt(5) == 0 ? Long.MAX_VALUE : BEGIN_MS + random.nextInt(1_000_000);
    Optional<LedgerPlace> given =
        random.nextInt(4) == 0 ? Optional.empty() : Optional.of(place(random.nextInt(250)));
    Optional<ConsentEnd> end =
        switch (random.nextInt(4)) {
          case 0 -> Optional.of(new ConsentEnd(ConsentEnd.Cause.BY_ANOTHER, Optional.empty()));
          case 1 -> Optional.of(new ConsentEnd(ConsentEnd.Cause.REVOKED, later()));
          case 2 -> Optional.of(new ConsentEnd(ConsentEnd.Cause.REPLACED, later()));
          default -> Optional.empty();
        };
    return new GivenConsent(terms, untilMs, random.nextBoolean() ? owner : any(others), given, end);
  }

  private Optional<LedgerPlace> later() {
    return Optional.of(place(250 + random.nextInt(250)));
  }

  private LedgerPlace place(int height) {
    return new LedgerPlace(height, random.nextInt(9), hash(), BEGIN_MS + 1000L * height);
  }

  private DirectiveScope scope() {
    return switch (random.nextInt(3)) {
      case 0 -> new DirectiveScope.OneRecord(hash());
      case 1 -> new DirectiveScope.OfType(any(TYPES));
      default -> new DirectiveScope.AllRecords();
    };
  }

  private Grantee grantee() {
    return random.nextBoolean()
        ? new Grantee.Party(any(others))
        : new Grantee.AnyOf(any(List.of(Role.DOCTOR, Role.HOSPITAL, Role.INSURER)));
  }

  private AccessEntry read(int number) {
    int height = random.nextInt(500);
    return new AccessEntry(
        number,
        hash(),
        random.nextInt(5) == 0 ? owner : any(others),
        any(Stream.of(Purpose.values()).filter(Purpose::mayBeRead).toList()),
        any(List.of(ReadAnswer.values())),
        height,
        random.nextInt(9),
        BEGIN_MS + 1000L * height,
        random.nextInt(3));
  }
}
