package org.medchain.contract.fuzz;

import java.util.function.Predicate;
import org.medchain.contract.engine.Operation;
import org.medchain.data.KeyPair;

/**
 * An order, and what the model says of it.
 *
 * @param by who signs
 * @param operation what it orders
 * @param foretold whether it succeeds in this place, which the model follows
 */
record WhoReadsStep(KeyPair by, Operation operation, Predicate<WhoReadsParties.Now> foretold) {}
