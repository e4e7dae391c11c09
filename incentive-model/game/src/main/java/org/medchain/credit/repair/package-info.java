/**
 * Changes to the paper's scheme, each switchable, and what each gains (GAME-16): a {@link
 * org.medchain.credit.repair.Mechanism} turns parameters into parameters, {@link
 * org.medchain.credit.repair.Mechanisms} lists them, {@link org.medchain.credit.repair.Measure}
 * says what is counted, {@link org.medchain.credit.repair.Gains} counts before and after.
 */
package org.medchain.credit.repair;
