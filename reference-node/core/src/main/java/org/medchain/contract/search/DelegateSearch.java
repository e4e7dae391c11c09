package org.medchain.contract.search;

import static org.medchain.contract.engine.OperationPermissions.clientsOf;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.PublicKey;

/**
 * The sender lets another search its index, and leaves the key for it on the ledger, encrypted
 * (CON-35; decision 0274). The same delegate again replaces time and key.
 *
 * @param delegate who may search
 * @param untilMs block time from which on it may not, milliseconds of Unix time
 * @param epoch of the key, or {@link #NO_KEY_YET}
 * @param key only for the delegate, {@link SearchDelegation#KEY_SIZE} bytes
 */
@OperationRow(number = 39, name = "delegate search", requirement = "CON-35")
public record DelegateSearch(PublicKey delegate, long untilMs, int epoch, Bytes key)
    implements Operation {
  /**
   * In place of an epoch: a key follows when the ledger has shown that the delegate takes part,
   * since a key for a delegate that is refused would be in a block all the same.
   */
  public static final int NO_KEY_YET = -1;

  static final Codec<DelegateSearch> CODEC =
      Codec.of(
          DelegateSearch.class, PublicKey.CODEC, Codec.INT64, Codec.INT32, SearchDelegation.KEY);

  /** CON-35. */
  public static final OperationType<DelegateSearch> TYPE =
      OperationType.of(
          DelegateSearch.class, clientsOf(Role.PATIENT), 8, 1, SearchDelegates.MAX_BYTES);

  public DelegateSearch {
    Argument.refuseIf(
        key.size() != SearchDelegation.KEY_SIZE,
        "an encrypted key has %s bytes, not %s",
        SearchDelegation.KEY_SIZE,
        key.size());
  }

  @Override
  public Result execute(Call call, WorldState state) {
    long timeMs = call.timeMs();
    PublicKey owner = call.sender();
    List<SearchDelegation> others =
        SearchDelegates.without(SearchDelegates.of(state, owner), delegate);
    check(state, owner, others.size(), timeMs);
    others.add(new SearchDelegation(delegate, untilMs, epoch, key));
    return Result.done(
        SearchDelegates.put(state, owner, others),
        new SearchEvents.SearchDelegated(owner, delegate, untilMs, epoch));
  }

  private void check(WorldState state, PublicKey owner, int others, long timeMs) {
    Outcome.NOT_ALLOWED.refuseIf(delegate.equals(owner));
    Outcome.TIME_PASSED.refuseIf(untilMs <= timeMs);
    int current = SearchIndexes.head(state, owner).epoch();
    Outcome.WRONG_EPOCH.refuseIf(epoch != current && epoch != NO_KEY_YET);
    // Each delegation that is given can be ended, which takes an epoch.
    Outcome.LIMIT_REACHED.refuseIf(
        others >= SearchDelegates.MAX_OF_OWNER
            || current % SearchIndexes.MAX_EPOCHS + others + 1 >= SearchIndexes.MAX_EPOCHS);
    Optional<Role> role = Registration.activeRole(state, delegate);
    Outcome.UNKNOWN_PARTICIPANT.refuseIf(role.isEmpty() || role.get() == Role.REGULATORY_CENTER);
  }
}
