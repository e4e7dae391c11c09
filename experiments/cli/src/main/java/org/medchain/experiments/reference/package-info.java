/**
 * The committed results of {@code results/}: manifests with command, code and machine, so that
 * outdated results can be found and regenerated.
 */
package org.medchain.experiments.reference;
