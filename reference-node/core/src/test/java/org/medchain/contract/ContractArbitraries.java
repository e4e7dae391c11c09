package org.medchain.contract;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.contract.attestation.AttestationEvents;
import org.medchain.contract.attestation.CounterSignature;
import org.medchain.contract.center.CenterEvents;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.consent.DirectiveValues;
import org.medchain.contract.datasharing.Agreement;
import org.medchain.contract.datasharing.DealValues;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.OpenOffer;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.registration.Revocation;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationList;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.search.SearchValues;
import org.medchain.data.Bytes;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveArbitraries;
import org.medchain.incentive.PointRules;

/** Arbitrary values of the contract layer, without meaning. */
final class ContractArbitraries {
  private static final Arbitrary<PublicKey> KEYS = DataArbitraries.publicKeys();
  private static final Arbitrary<Hash> HASHES = DataArbitraries.hashes();
  private static final Arbitrary<Long> NUMBERS = Arbitraries.longs();
  private static final Arbitrary<Integer> INTS = Arbitraries.integers();
  private static final Arbitrary<Long> PRICES =
      Arbitraries.longs().between(1, PointRules.MAX_POINTS);
  private static final Arbitrary<Integer> COUNTS =
      Arbitraries.integers().between(1, OfferRecords.MAX_RECORDS);

  private ContractArbitraries() {}

  static Arbitrary<String> types() {
    return DataArbitraries.texts(8).filter(text -> !text.isEmpty());
  }

  static Arbitrary<Participant> participants() {
    return Combinators.combine(KEYS, Arbitraries.of(OperationPermissions.PARTICIPANT.roles()), KEYS)
        .as(Participant::of);
  }

  static Arbitrary<Register> registers() {
    return participants().map(Register::new);
  }

  static Arbitrary<UploadRecord> uploads() {
    return DataArbitraries.records().map(UploadRecord::new);
  }

  static Arbitrary<OfferRecords> offers() {
    Arbitrary<List<Hash>> records = HASHES.list().uniqueElements().ofMaxSize(5);
    return Combinators.combine(types(), PRICES, records).as(OfferRecords::new);
  }

  static Arbitrary<DemandRecords> demands() {
    return Combinators.combine(KEYS, types(), COUNTS, PRICES).as(DemandRecords::new);
  }

  static Arbitrary<Withdraw> withdrawals() {
    return Combinators.combine(KEYS, types()).as(Withdraw::new);
  }

  static Arbitrary<MemberChange> memberChanges() {
    return Arbitraries.oneOf(
        Combinators.combine(KEYS, Arbitraries.of(Role.values())).as(MemberChange.Add::new),
        KEYS.map(MemberChange.Remove::new),
        KEYS.list()
            .uniqueElements()
            .ofSize(2)
            .map(keys -> new MemberChange.Replace(keys.get(0), keys.get(1))));
  }

  static Arbitrary<Event> events() {
    Arbitrary<List<Hash>> lists = HASHES.list().ofMaxSize(5);
    return Arbitraries.oneOf(
        Combinators.combine(KEYS, Arbitraries.of(Role.class), NUMBERS)
            .as(RegistrationEvents.Registered::new),
        Combinators.combine(HASHES, KEYS, NUMBERS).as(RecordEvents.RecordStored::new),
        Combinators.combine(HASHES, NUMBERS, NUMBERS).as(RecordEvents.RecordFoundFalse::new),
        Combinators.combine(KEYS, types(), NUMBERS, lists).as(TradeEvents.OfferOpened::new),
        Combinators.combine(KEYS, types()).as(TradeEvents.OfferClosed::new),
        Combinators.combine(HASHES, KEYS, KEYS, INTS, NUMBERS)
            .as(TradeEvents.AgreementConcluded::new),
        Combinators.combine(HASHES, KEYS, NUMBERS, lists).as(TradeEvents.AgreementTriggered::new),
        Combinators.combine(HASHES, KEYS).as(TradeEvents.AgreementDissolved::new),
        KEYS.list().ofMaxSize(5).map(CenterEvents.MembersChanged::new),
        Combinators.combine(KEYS, Arbitraries.of(Role.class), NUMBERS)
            .as(RegistrationEvents.BalanceTold::new),
        revokedCertificates()
            .map(
                each ->
                    new RegistrationEvents.CertificatesRevoked(
                        each.number(), each.list(), each.entries())),
        Combinators.combine(HASHES, KEYS, KEYS).as(AttestationEvents.RecordAttested::new),
        Combinators.combine(KEYS, KEYS).as(RegistrationEvents.DoctorEmployed::new),
        Combinators.combine(KEYS, KEYS, KEYS).as(RegistrationEvents.KeyReplaced::new),
        DirectiveValues.events(),
        SearchValues.events(),
        DealValues.events(),
        IncentiveValues.events());
  }

  static Arbitrary<RevocationEntry> revocationEntries() {
    Arbitrary<BigInteger> serials =
        Arbitraries.bigIntegers()
            .between(BigInteger.ONE, BigInteger.ONE.shiftLeft(159).subtract(BigInteger.ONE));
    return Combinators.combine(
            serials, KEYS, Arbitraries.of(RevocationReason.class), Arbitraries.of(false, true))
        .as(RevocationEntry::new);
  }

  static Arbitrary<RevokeCertificates> revokedCertificates() {
    return Combinators.combine(
            Arbitraries.longs().greaterOrEqual(1),
            HASHES,
            revocationEntries().list().ofMaxSize(4).uniqueElements(RevocationEntry::serial))
        .as(RevokeCertificates::new);
  }

  static Arbitrary<Revocation> revocations() {
    return Combinators.combine(
            KEYS,
            Arbitraries.of(RevocationReason.class),
            Arbitraries.of(false, true),
            NUMBERS,
            NUMBERS)
        .as(Revocation::new);
  }

  static Arbitrary<RevocationList> revocationLists() {
    return Combinators.combine(NUMBERS, HASHES, NUMBERS).as(RevocationList::new);
  }

  static Arbitrary<CounterSignature> counterSignatures() {
    return Combinators.combine(KEYS, NUMBERS, INTS, NUMBERS).as(CounterSignature::new);
  }

  static Arbitrary<ReplaceKey> replacedKeys() {
    return Combinators.combine(KEYS, KEYS).as(ReplaceKey::new);
  }

  static Arbitrary<StoredRecord> storedRecords() {
    Arbitrary<Long> shortfalls = Arbitraries.longs().between(0, PointRules.MAX_POINTS);
    return Combinators.combine(
            DataArbitraries.records(),
            NUMBERS,
            INTS,
            Arbitraries.of(StoredRecord.Status.class),
            shortfalls)
        .as(
            (record, height, index, status, shortfall) -> {
              StoredRecord stored = StoredRecord.of(record, height, index);
              return switch (status) {
                case VALID -> stored;
                case FALSE -> stored.judgedFalse(shortfall);
                case PENDING -> stored.pending();
              };
            });
  }

  static Arbitrary<Agreement> agreements() {
    return Combinators.combine(HASHES, KEYS, COUNTS).as(Agreement::new);
  }

  static Arbitrary<OpenOffer> openOffers() {
    return Combinators.combine(PRICES, HASHES.list().ofMaxSize(5), agreements().list().ofMaxSize(3))
        .as(OpenOffer::new);
  }

  static Arbitrary<Genesis.Terms> terms() {
    Arbitrary<Long> natural = Arbitraries.longs().greaterOrEqual(0);
    return Combinators.combine(
            natural,
            Arbitraries.integers().between(1, 4).map(count -> keys("node", count)),
            Arbitraries.integers().greaterOrEqual(1),
            DataArbitraries.difficulties(),
            natural,
            KEYS,
            IncentiveArbitraries.incentives())
        .as(Genesis.Terms::new);
  }

  static Arbitrary<Genesis> geneses() {
    return Combinators.combine(
            terms(),
            Arbitraries.of(Role.PATIENT, Role.DOCTOR).list().ofMaxSize(3),
            DataArbitraries.bytes(0, 9).list().ofMaxSize(2))
        .as(
            (terms, roles, recoveries) -> {
              List<Participant> participants = new ArrayList<>();
              List<PublicKey> keys = keys("participant", roles.size() + 1);
              PublicKey hospital = keys.get(roles.size());
              participants.add(new Participant(hospital, Role.HOSPITAL));
              for (int i = 0; i < roles.size(); i++) {
                participants.add(Participant.of(keys.get(i), roles.get(i), hospital));
              }
              Genesis genesis = new Genesis(terms, participants);
              for (Bytes each : recoveries) {
                genesis = genesis.accepting(each).accepting(each);
              }
              return genesis;
            });
  }

  private static List<PublicKey> keys(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new PublicKey(Hash.of(Bytes.utf8(name + i)).toBytes()))
        .toList();
  }
}
