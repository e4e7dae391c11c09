package org.medchain.claims.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.medchain.claims.chain.OperationContext.SentOperation;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationReason;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;

/** Draws operations on participants, their points, their trade, members and rules. */
final class AccountOperations {
  private static final List<Role> ROLES = OperationPermissions.PARTICIPANT.roles();

  /** A participant that leaves, or whose key is revoked, is lost to the rest of a scenario. */
  private static final int RARE = 8;

  private final OperationContext context;
  private long lists;

  private AccountOperations(OperationContext context) {
    this.context = context;
  }

  /** Adds how each kind is drawn, by the class of the operation. */
  static void addTo(Map<Class<?>, Supplier<SentOperation>> makers, OperationContext context) {
    AccountOperations draws = new AccountOperations(context);
    makers.put(Register.class, draws::register);
    makers.put(AskBalance.class, () -> context.byAnybody(new AskBalance()));
    makers.put(RevokeCertificates.class, draws::revokeCertificates);
    makers.put(ChangeMembers.class, draws::changeMembers);
    makers.put(ChangeRules.class, draws::changeRules);
    makers.put(
        FreezeAccount.class, () -> context.byCenter(new FreezeAccount(context.user().publicKey())));
    makers.put(
        ThawAccount.class, () -> context.byCenter(new ThawAccount(context.user().publicKey())));
    makers.put(BuyLevel.class, () -> context.byAnybody(new BuyLevel(1 + context.below(3))));
    makers.put(
        RedeemPoints.class, () -> context.byAnybody(new RedeemPoints(1 + context.below(30))));
    makers.put(PayVoucher.class, draws::payVoucher);
    makers.put(LeaveChain.class, draws::leave);
    makers.put(SettleExit.class, draws::settle);
    makers.put(OfferRecords.class, draws::offer);
    makers.put(DemandRecords.class, draws::demand);
    makers.put(Withdraw.class, draws::withdraw);
    makers.put(Opaque.class, () -> context.byAnybody(new Opaque(Bytes.utf8("synthetic"))));
  }

  private SentOperation register() {
    PublicKey key = context.oneIn(4) ? context.anybody().publicKey() : context.newKey();
    return context.byCenter(
        new Register(Participant.of(key, context.one(ROLES), context.anybody().publicKey())));
  }

  private SentOperation revokeCertificates() {
    PublicKey key = context.oneIn(RARE) ? context.user().publicKey() : context.newKey();
    RevocationEntry entry =
        new RevocationEntry(
            BigInteger.valueOf(1 + context.below(1_000)),
            key,
            RevocationReason.SUPERSEDED,
            context.oneIn(2));
    lists++;
    return context.byCenter(new RevokeCertificates(lists, context.drawnHash(), List.of(entry)));
  }

  private SentOperation changeMembers() {
    PublicKey member = context.one(ConsensusNodes.of(context.chain().state()).keys());
    PublicKey joining = context.newKey();
    return context.byCenter(
        new ChangeMembers(
            switch (context.below(3)) {
              case 0 -> new MemberChange.Add(joining, Role.RESEARCH);
              case 1 -> new MemberChange.Remove(member);
              default -> new MemberChange.Replace(member, joining);
            }));
  }

  private SentOperation changeRules() {
    IncentiveRules rules = context.oneIn(2) ? GameRules.CENTER : GameRules.VERIFIERS;
    return context.byCenter(
        new ChangeRules(context.chain().withGenesis().size() + context.below(6), rules));
  }

  private SentOperation payVoucher() {
    List<Hash> issued = context.vouchers();
    return context.byCenter(
        new PayVoucher(issued.isEmpty() ? context.drawnHash() : context.one(issued)));
  }

  /** Mostly the institutions, of which others are left. */
  private SentOperation leave() {
    KeyPair leaving =
        context.oneIn(RARE) ? context.anybody() : context.one(context.cast().institutions());
    return new SentOperation(leaving, new LeaveChain());
  }

  private SentOperation settle() {
    List<PublicKey> left =
        context.cast().senders().stream()
            .map(KeyPair::publicKey)
            .filter(key -> Registration.hasLeft(context.chain().state(), key))
            .toList();
    return context.byAnybody(
        new SettleExit(left.isEmpty() ? context.anybody().publicKey() : context.one(left)));
  }

  private SentOperation offer() {
    MedicalRecord record = context.record();
    List<Hash> offered = context.oneIn(3) ? List.of() : List.of(record.id());
    return new SentOperation(
        context.ownerOf(record),
        new OfferRecords(record.digest().type(), 1 + context.below(12), offered));
  }

  private SentOperation demand() {
    MedicalRecord record = context.record();
    return context.byUser(
        new DemandRecords(
            record.patient(), record.digest().type(), 1 + context.below(2), 5 + context.below(15)));
  }

  private SentOperation withdraw() {
    MedicalRecord record = context.record();
    Withdraw operation = new Withdraw(record.patient(), record.digest().type());
    return context.oneIn(2)
        ? context.byUser(operation)
        : new SentOperation(context.ownerOf(record), operation);
  }
}
