package org.medchain.contract.economy;

import static org.medchain.contract.engine.OperationPermissions.CENTER;

import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Hash;

/**
 * The regulatory center has paid a voucher in cash (GAME-6).
 *
 * @param voucher its id
 */
@OperationRow(number = 24, name = "pay voucher", requirement = "GAME-6")
public record PayVoucher(Hash voucher) implements Operation {
  /** GAME-6. */
  public static final OperationType<PayVoucher> TYPE =
      OperationType.of(PayVoucher.class, CENTER, 1, 1, 74);

  @Override
  public Result execute(Call call, WorldState state) {
    Voucher found =
        Vouchers.VOUCHERS.get(state, voucher).orElseThrow(Outcome.UNKNOWN_VOUCHER::refusal);
    Outcome.VOUCHER_PAID.refuseIf(found.paid());
    return Result.done(
        Vouchers.VOUCHERS.put(state, voucher, found.asPaid()),
        new EconomyEvents.VoucherPaid(voucher));
  }
}
