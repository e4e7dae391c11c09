/**
 * Twins (Bano et al. 2021): two correct replicas with one key, in different parts of the network.
 */
package org.medchain.adversary.twins;
