/**
 * Changes to the paper's scheme, each switchable (GAME-16): a {@link
 * org.medchain.credit.mechanism.Mechanism} turns parameters into parameters, and {@link
 * org.medchain.credit.mechanism.Mechanisms} lists them.
 */
package org.medchain.credit.mechanism;
