package org.medchain.contract.registration;

import static org.medchain.contract.engine.OperationPermissions.CENTER;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.Table.Sole;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Argument;
import org.medchain.data.Hash;

/**
 * The regulatory center revokes certificates: the new entries of its latest revocation list
 * (CON-22; ROLE-2; decision 0150).
 *
 * @param number of the list, above that of every list before it, 1 or more (RFC 5280 §5.2.3)
 * @param list hash of the X.509 revocation list in DER with these and all earlier entries
 * @param entries the new ones, each certificate once, 0 to {@link #MAX_ENTRIES}
 */
@OperationRow(number = 30, name = "revoke certificates", requirement = "CON-22")
public record RevokeCertificates(long number, Hash list, List<RevocationEntry> entries)
    implements Operation {
  /** CON-22. */
  public static final OperationType<RevokeCertificates> TYPE =
      OperationType.of(RevokeCertificates.class, CENTER, 1, 1, 49)
          .plusEach(
              "entry",
              new StateWork(3, 2, 113),
              (state, order) -> order.operation().entries().size());

  /** The most certificates that one operation revokes. */
  public static final int MAX_ENTRIES = 128;

  public RevokeCertificates {
    entries = List.copyOf(entries);
    TreeSet<BigInteger> serials = new TreeSet<>();
    entries.forEach(entry -> serials.add(entry.serial()));
    Argument.refuseIf(
        number < 1 || entries.size() > MAX_ENTRIES || serials.size() != entries.size(),
        "a revocation list has a number from 1 on and names 0 to %s different certificates",
        MAX_ENTRIES);
  }

  @Override
  public Result execute(Call call, WorldState state) {
    check(call, state);
    RevocationList list = new RevocationList(number, list(), call.height());
    WorldState revoked = Registration.LIST.put(state, Sole.ENTRY, list);
    for (RevocationEntry entry : entries) {
      revoked = revoke(revoked, entry, list);
    }
    return Result.done(
        revoked, new RegistrationEvents.CertificatesRevoked(number, list(), entries));
  }

  private void check(Call call, WorldState state) {
    Optional<RevocationList> last = Registration.revocationList(state);
    Outcome.OLD_REVOCATION_LIST.refuseIf(last.filter(each -> each.number() >= number).isPresent());
    for (RevocationEntry entry : entries) {
      // Without its key no one could order the center's operations any more.
      Outcome.NOT_ALLOWED.refuseIf(entry.keyRevoked() && entry.key().equals(call.sender()));
      Outcome.OTHER_HOLDER.refuseIf(
          Registration.CERTIFICATES
              .get(state, entry.serial())
              .filter(was -> !was.key().equals(entry.key()))
              .isPresent());
    }
  }

  /** A list repeats entries of earlier ones: the first entry stays. */
  private static WorldState revoke(WorldState state, RevocationEntry entry, RevocationList list) {
    Revocation before =
        Registration.CERTIFICATES
            .get(state, entry.serial())
            .orElseGet(
                () ->
                    new Revocation(
                        entry.key(),
                        entry.reason(),
                        entry.keyRevoked(),
                        list.height(),
                        list.number()));
    Revocation after =
        entry.keyRevoked() && !before.keyRevoked() ? before.withKey(entry.reason()) : before;
    WorldState marked = Registration.CERTIFICATES.put(state, entry.serial(), after);
    return entry.keyRevoked() ? Registration.refuse(marked, entry.key(), list.height()) : marked;
  }
}
