/** Who watches a run. */
package org.medchain.simulation.observe;
