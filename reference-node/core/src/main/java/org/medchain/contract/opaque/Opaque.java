package org.medchain.contract.opaque;

import static org.medchain.contract.engine.OperationPermissions.anybodyByClientsOf;

import java.util.List;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.Transaction;

/**
 * An operation whose content means something only to its sender: it is ordered, uses up its number,
 * and changes nothing else (CON-21; decision 0073).
 *
 * @param content any bytes
 */
@OperationRow(number = Transaction.FIRST_OPAQUE_KIND, name = "opaque", requirement = "CON-21")
public record Opaque(Bytes content) implements Operation {
  /** CON-21. */
  public static final OperationType<Opaque> TYPE =
      OperationType.of(Opaque.class, anybodyByClientsOf(), 0, 0, 0);

  @Override
  public Result execute(Call call, WorldState state) {
    return Result.done(state, List.of());
  }
}
