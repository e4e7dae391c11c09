/**
 * The paper's main claim against systems that a hospital would use without a chain: each system
 * behind one interface, the same day of visits, the same attacks (BASE-1).
 */
package org.medchain.baseline;
