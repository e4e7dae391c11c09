package org.medchain.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.ChangeRules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.center.ThawAccount;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.economy.PayVoucher;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.Register;
import org.medchain.contract.storageproof.EntrustFile;
import org.medchain.contract.storageproof.HoldFile;
import org.medchain.contract.verdict.CastVote;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.contract.verdict.RevealTrap;
import org.medchain.contract.verdict.SetTrap;

/** APP-1: the operations that the clients of each role offer. */
class ClientsTest {
  private static List<Role> offeredTo(OperationType<?> type) {
    return type.permissions().clients();
  }

  @Example
  void whatTheCenterDoesNoClientOffers() {
    for (OperationType<?> type :
        List.<OperationType<?>>of(
            Register.TYPE,
            JudgeRecord.TYPE,
            ChangeMembers.TYPE,
            SetTrap.TYPE,
            RevealTrap.TYPE,
            PayVoucher.TYPE,
            FreezeAccount.TYPE,
            ThawAccount.TYPE,
            ChangeRules.TYPE)) {
      assertThat(offeredTo(type)).as(type.name()).isEmpty();
    }
  }

  /** GAME-6, GAME-7: cash and leaving are open to all roles. */
  @Example
  void someAreForAll() {
    for (OperationType<?> type :
        List.<OperationType<?>>of(
            AskBalance.TYPE, QuoteQuery.TYPE, RedeemPoints.TYPE, LeaveChain.TYPE)) {
      assertThat(offeredTo(type))
          .as(type.name())
          .isEqualTo(OperationPermissions.PARTICIPANT.roles());
    }
  }

  /** Section 4: users upload and entrust, doctors store nothing, hospitals store and serve. */
  @Example
  void theOthersAreForWhoHasAUseForThem() {
    assertThat(offeredTo(UploadRecord.TYPE)).containsExactly(Role.PATIENT);
    assertThat(offeredTo(EntrustFile.TYPE)).containsExactly(Role.PATIENT);
    assertThat(offeredTo(AttestRecord.TYPE)).containsExactly(Role.DOCTOR);
    assertThat(offeredTo(HoldFile.TYPE)).isEqualTo(Role.with(Role.Duty.STORE));
    assertThat(offeredTo(CastVote.TYPE)).isEqualTo(Role.with(Role.Duty.VERIFY));
    assertThat(offeredTo(DemandRecords.TYPE)).isEqualTo(Role.with(Role.Duty.DEMAND));
  }
}
