package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.contract.center.CenterEvents;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.datasharing.Position;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.economy.HeldLevel;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.economy.Service;
import org.medchain.contract.economy.Voucher;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.registration.Departure;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.contract.storageproof.AuditEvents;
import org.medchain.contract.storageproof.AuditPenalty;
import org.medchain.contract.storageproof.AuditRound;
import org.medchain.contract.storageproof.Chunk;
import org.medchain.contract.storageproof.ClaimMissed;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.storageproof.Holding;
import org.medchain.contract.storageproof.ProveStorage;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.EvaluateRecord;
import org.medchain.contract.verdict.Opinion;
import org.medchain.contract.verdict.Rating;
import org.medchain.contract.verdict.RevealTrap;
import org.medchain.contract.verdict.SetTrap;
import org.medchain.contract.verdict.VerdictEvents;
import org.medchain.contract.verdict.Verification;
import org.medchain.data.Codec;
import org.medchain.data.CodecCase;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveArbitraries;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.VerdictRules;

/** Arbitrary values of the incentive game on the ledger, without meaning, and their codecs. */
final class IncentiveValues {
  private static final Arbitrary<Hash> HASHES = DataArbitraries.hashes();
  private static final Arbitrary<PublicKey> KEYS = DataArbitraries.publicKeys();
  private static final Arbitrary<Boolean> FLAGS = Arbitraries.of(true, false);
  private static final Arbitrary<Long> NUMBERS = Arbitraries.longs();
  private static final Arbitrary<Long> NATURAL = Arbitraries.longs().greaterOrEqual(1);
  private static final Arbitrary<Integer> INTS = Arbitraries.integers();
  private static final Arbitrary<Integer> CHUNKS =
      Arbitraries.integers().between(1, Chunk.MAX_COUNT);
  private static final Arbitrary<Integer> LEVELS =
      Arbitraries.integers().between(1, MembershipRules.MAX_LEVELS);

  private IncentiveValues() {}

  private static <T extends Operation> CodecCase<T> codec(
      Class<T> type, Arbitrary<T> values, Function<Decoder, T> reader) {
    return new CodecCase<>(type, values, reader);
  }

  private static Arbitrary<Chunk> chunks() {
    return DataArbitraries.bytes(1, 40).map(Chunk::new);
  }

  private static List<CodecCase<? extends Operation>> operationCodecs() {
    Arbitrary<RevealTrap> reveals = Combinators.combine(HASHES, FLAGS, HASHES).as(RevealTrap::new);
    List<CodecCase<? extends Operation>> codecs = new ArrayList<>(storageCodecs());
    codecs.addAll(
        List.of(
            codec(
                CastVote.class,
                Combinators.combine(HASHES, FLAGS).as(CastVote::new),
                CastVote.TYPE.reader()),
            codec(
                EvaluateRecord.class,
                Combinators.combine(HASHES, FLAGS).as(EvaluateRecord::new),
                EvaluateRecord.TYPE.reader()),
            codec(SetTrap.class, HASHES.map(SetTrap::new), SetTrap.TYPE.reader()),
            codec(RevealTrap.class, reveals, RevealTrap.TYPE.reader()),
            codec(BuyLevel.class, LEVELS.map(BuyLevel::new), BuyLevel.TYPE.reader()),
            codec(RedeemPoints.class, NATURAL.map(RedeemPoints::new), RedeemPoints.TYPE.reader()),
            codec(PayVoucher.class, HASHES.map(PayVoucher::new), PayVoucher.TYPE.reader()),
            codec(LeaveChain.class, Arbitraries.just(new LeaveChain()), LeaveChain.TYPE.reader()),
            codec(SettleExit.class, KEYS.map(SettleExit::new), SettleExit.TYPE.reader())));
    codecs.addAll(
        List.of(
            codec(FreezeAccount.class, KEYS.map(FreezeAccount::new), FreezeAccount.TYPE.reader()),
            codec(ThawAccount.class, KEYS.map(ThawAccount::new), ThawAccount.TYPE.reader()),
            codec(
                ChangeRules.class,
                Combinators.combine(NATURAL, IncentiveArbitraries.incentives())
                    .as(ChangeRules::new),
                ChangeRules.TYPE.reader())));
    return codecs;
  }

  private static List<CodecCase<? extends Operation>> storageCodecs() {
    return List.of(
        codec(
            EntrustFile.class,
            Combinators.combine(HASHES, KEYS, HASHES, CHUNKS).as(EntrustFile::new),
            EntrustFile.TYPE.reader()),
        codec(HoldFile.class, HASHES.map(HoldFile::new), HoldFile.TYPE.reader()),
        codec(
            ProveStorage.class,
            Combinators.combine(HASHES, chunks(), DataArbitraries.inclusionProofs())
                .as(ProveStorage::new),
            ProveStorage.TYPE.reader()),
        codec(
            ClaimMissed.class,
            Combinators.combine(HASHES, KEYS).as(ClaimMissed::new),
            ClaimMissed.TYPE.reader()),
        codec(
            ReleaseFile.class,
            Combinators.combine(HASHES, KEYS).as(ReleaseFile::new),
            ReleaseFile.TYPE.reader()));
  }

  /** Of each kind. */
  static Arbitrary<Operation> operations() {
    return Arbitraries.of(operationCodecs())
        .flatMap(codec -> codec.values().map(operation -> (Operation) operation));
  }

  /** Of each kind. */
  static Arbitrary<Event> events() {
    Arbitrary<Service> services = Arbitraries.of(Service.class);
    return Arbitraries.oneOf(
        Combinators.combine(HASHES, NUMBERS).as(VerdictEvents.VerdictAwaited::new),
        Combinators.combine(HASHES, KEYS, FLAGS).as(VerdictEvents.VoteCast::new),
        Combinators.combine(HASHES, KEYS, NUMBERS).as(RecordEvents.RecordAccepted::new),
        Combinators.combine(HASHES, KEYS, FLAGS).as(VerdictEvents.Evaluated::new),
        HASHES.map(VerdictEvents.TrapSet::new),
        Combinators.combine(HASHES, FLAGS).as(VerdictEvents.TrapRevealed::new),
        Combinators.combine(KEYS, services, HASHES, NUMBERS).as(EconomyEvents.Rewarded::new),
        Combinators.combine(KEYS, services, HASHES, NUMBERS, NUMBERS)
            .as(EconomyEvents.Penalised::new),
        Combinators.combine(KEYS, NUMBERS).as(RegistrationEvents.BondPosted::new),
        Combinators.combine(HASHES, KEYS, HASHES, INTS).as(AuditEvents.Entrusted::new),
        Combinators.combine(HASHES, KEYS).as(AuditEvents.HoldingAccepted::new),
        Combinators.combine(HASHES, KEYS).as(AuditEvents.HoldingEnded::new),
        Combinators.combine(HASHES, KEYS, NUMBERS).as(AuditEvents.AuditAnswered::new),
        Combinators.combine(HASHES, KEYS, NUMBERS).as(AuditEvents.AuditMissed::new),
        Combinators.combine(KEYS, INTS, NUMBERS, NUMBERS).as(EconomyEvents.LevelBought::new),
        Combinators.combine(HASHES, KEYS, NUMBERS, NUMBERS).as(EconomyEvents.Redeemed::new),
        HASHES.map(EconomyEvents.VoucherPaid::new),
        Combinators.combine(KEYS, NUMBERS).as(EconomyEvents.QuotaBought::new),
        Combinators.combine(KEYS, NUMBERS).as(ExitEvents.Left::new),
        Combinators.combine(KEYS, HASHES, NUMBERS, NUMBERS).as(ExitEvents.Settled::new),
        KEYS.map(CenterEvents.Frozen::new),
        KEYS.map(CenterEvents.Thawed::new),
        Combinators.combine(NUMBERS, IncentiveArbitraries.incentives())
            .as(CenterEvents.RulesOrdered::new));
  }

  private static Arbitrary<Verification.Seat> seats() {
    return Combinators.combine(KEYS, Arbitraries.of(Opinion.class)).as(Verification.Seat::new);
  }

  private static Arbitrary<Verification> verifications() {
    Arbitrary<List<Verification.Seat>> lists = seats().list().ofMaxSize(4);
    Arbitrary<VerdictRules> rules =
        IncentiveArbitraries.verdicts().filter(each -> each.verifiers() >= 4);
    return Combinators.combine(rules, NUMBERS, lists, INTS, INTS, FLAGS).as(Verification::new);
  }

  /** Every encodable type of the incentive game in this layer. */
  static List<CodecCase<?>> codecs() {
    List<CodecCase<?>> codecs = new ArrayList<>(operationCodecs());
    codecs.add(new CodecCase<>(Chunk.class, chunks(), Codec.of(Chunk.class)::decode));
    codecs.add(
        new CodecCase<>(
            Verification.Seat.class, seats(), Codec.of(Verification.Seat.class)::decode));
    codecs.add(
        new CodecCase<>(Verification.class, verifications(), Codec.of(Verification.class)::decode));
    codecs.add(
        new CodecCase<>(
            Voucher.class,
            Combinators.combine(KEYS, NUMBERS, FLAGS).as(Voucher::new),
            Codec.of(Voucher.class)::decode));
    codecs.add(
        new CodecCase<>(
            Departure.class,
            Combinators.combine(NUMBERS, NUMBERS, FLAGS).as(Departure::new),
            Codec.of(Departure.class)::decode));
    codecs.add(
        new CodecCase<>(
            HeldLevel.class,
            Combinators.combine(INTS, NUMBERS).as(HeldLevel::new),
            Codec.of(HeldLevel.class)::decode));
    codecs.add(
        new CodecCase<>(
            Holding.class,
            Combinators.combine(HASHES, INTS, FLAGS, NUMBERS).as(Holding::new),
            Codec.of(Holding.class)::decode));
    codecs.add(
        new CodecCase<>(
            AuditRound.class,
            Combinators.combine(NUMBERS, NUMBERS, HASHES).as(AuditRound::new),
            Codec.of(AuditRound.class)::decode));
    codecs.add(
        new CodecCase<>(
            AuditPenalty.class,
            Combinators.combine(NUMBERS, NUMBERS).as(AuditPenalty::new),
            Codec.of(AuditPenalty.class)::decode));
    codecs.add(
        new CodecCase<>(
            Rating.class,
            Combinators.combine(NUMBERS, NUMBERS).as(Rating::new),
            Codec.of(Rating.class)::decode));
    codecs.add(
        new CodecCase<>(
            Position.class,
            Combinators.combine(KEYS, ContractArbitraries.types()).as(Position::new),
            Codec.of(Position.class)::decode));
    return codecs;
  }
}
