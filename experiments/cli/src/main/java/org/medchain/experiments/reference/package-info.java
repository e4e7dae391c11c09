/** The committed results of {@code results/} and their manifests. */
package org.medchain.experiments.reference;
