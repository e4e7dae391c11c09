/**
 * The information aggregation agency (paper §3.1, §4; ROLE-3, ROLE-4; decision 0163): its client
 * ({@link org.medchain.node.agency.AgencyClient}), its information transaction server ({@link
 * org.medchain.node.agency.InformationTransactionServer}), its service provision nodes ({@link
 * org.medchain.node.agency.ServiceProvisionNode}), and the way from an institution to its superior
 * hospital ({@link org.medchain.node.agency.SuperiorHospitalForwarder}). Nobody has to trust it:
 * what it passes on is signed by others, and it changes none of it.
 */
package org.medchain.node.agency;
