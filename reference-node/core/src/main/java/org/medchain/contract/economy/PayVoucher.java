package org.medchain.contract.economy;

import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * The regulatory center has paid a voucher in cash (GAME-6).
 *
 * @param voucher its id
 */
public record PayVoucher(Hash voucher) implements Operation {
  /** GAME-6. */
  public static final OperationType<PayVoucher> TYPE =
      OperationType.ordered(
          24,
          "pay voucher",
          PayVoucher.class,
          PayVoucher::decode,
          Senders.CENTER,
          "GAME-6",
          WorkBound.of(1, 1, 74),
          PayVoucher::execute);

  static PayVoucher decode(Decoder in) {
    return new PayVoucher(in.hash());
  }

  @Override
  public OperationType<PayVoucher> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(voucher);
  }

  static Result execute(Call call, WorldState state, PayVoucher operation) {
    Hash id = operation.voucher();
    Optional<Voucher> voucher = Vouchers.find(state, id);
    if (voucher.isEmpty()) {
      return Result.refused(Outcome.UNKNOWN_VOUCHER);
    }
    if (voucher.get().paid()) {
      return Result.refused(Outcome.VOUCHER_PAID);
    }
    return Result.done(
        Vouchers.VOUCHERS.put(state, id, voucher.get().asPaid()),
        new EconomyEvents.VoucherPaid(id));
  }
}
