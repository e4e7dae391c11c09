/**
 * The committed results of {@code results/}: each folder's manifest says by which command, from
 * which code and on what it was made, so that outdated results can be found and regenerated.
 */
package org.medchain.experiments.reference;
