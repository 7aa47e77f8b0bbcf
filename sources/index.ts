import {
  defineIndicatorSource,
  defineSource,
  defineTieSource,
  defineVoteSource,
  type IndicatorSource,
  type Source,
  type TieSource,
  type VoteSource,
} from "../src/ingest/index.ts";
import {checks as migrationFlowsChecks} from "./abel-cohen/migration-flows/checks.ts";
import {dialects as migrationFlows} from "./abel-cohen/migration-flows/parse.ts";
import {checks as publicDiplomacyChecks} from "./aiddata/public-diplomacy/checks.ts";
import {dialects as publicDiplomacy} from "./aiddata/public-diplomacy/parse.ts";
import {checks as gdpBySectorChecks} from "./arm-armstat/gdp-by-sector/checks.ts";
import {dialects as gdpBySector} from "./arm-armstat/gdp-by-sector/parse.ts";
import {checks as touristArrivalsChecks} from "./arm-armstat/tourist-arrivals/checks.ts";
import {dialects as touristArrivals} from "./arm-armstat/tourist-arrivals/parse.ts";
import {checks as armArmstatTradeByPartnerChecks} from "./arm-armstat/trade-by-partner/checks.ts";
import {dialects as armArmstatTradeByPartnerDialects} from "./arm-armstat/trade-by-partner/parse.ts";
import {checks as balanceChecks} from "./arm-cba/balance-of-payments/checks.ts";
import {dialects as balance} from "./arm-cba/balance-of-payments/parse.ts";
import {checks as transfersChecks} from "./arm-cba/transfers/checks.ts";
import {dialects as transfers} from "./arm-cba/transfers/parse.ts";
import {checks as newOrganisationsChecks} from "./arm-register/new-organisations/checks.ts";
import {dialects as newOrganisations} from "./arm-register/new-organisations/parse.ts";
import {checks as atopAlliancesChecks} from "./atop/alliances/checks.ts";
import {dialects as atopAlliancesDialects} from "./atop/alliances/parse.ts";
import {checks as governanceIndicesChecks} from "./bulldozer/governance-indices/checks.ts";
import {dialects as governanceIndices} from "./bulldozer/governance-indices/parse.ts";
import {checks as surveyAggregatesChecks} from "./bulldozer/survey-aggregates/checks.ts";
import {dialects as surveyAggregates} from "./bulldozer/survey-aggregates/parse.ts";
import {checks as cepiiBaciChecks} from "./cepii/baci/checks.ts";
import {dialects as cepiiBaciDialects} from "./cepii/baci/parse.ts";
import {checks as ngoRestrictionsChecks} from "./chaudhry/ngo-restrictions/checks.ts";
import {dialects as ngoRestrictions} from "./chaudhry/ngo-restrictions/parse.ts";
import {checks as factbookChecks} from "./cia/factbook-memberships/checks.ts";
import {dialects as factbook} from "./cia/factbook-memberships/parse.ts";
import {checks as cowIgoMembershipsChecks} from "./cow/igo-memberships/checks.ts";
import {dialects as cowIgoMembershipsDialects} from "./cow/igo-memberships/parse.ts";
import {checks as materialCapabilitiesChecks} from "./cow/material-capabilities/checks.ts";
import {dialects as materialCapabilities} from "./cow/material-capabilities/parse.ts";
import {checks as cowSharedMembershipsChecks} from "./cow/shared-memberships/checks.ts";
import {dialects as cowSharedMembershipsDialects} from "./cow/shared-memberships/parse.ts";
import {checks as destaTreatiesChecks} from "./desta/treaties/checks.ts";
import {dialects as destaTreatiesDialects} from "./desta/treaties/parse.ts";
import {checks as comextChecks} from "./eurostat/comext/checks.ts";
import {dialects as comextDialects} from "./eurostat/comext/parse.ts";
import {checks as bannedGoodsChecks} from "./eurostat/comext-banned-goods/checks.ts";
import {dialects as bannedGoodsDialects} from "./eurostat/comext-banned-goods/parse.ts";
import {checks as comextTotalsChecks} from "./eurostat/comext-totals/checks.ts";
import {dialects as comextTotalsDialects} from "./eurostat/comext-totals/parse.ts";
import {checks as exportsByPartnerChecks} from "./eurostat/exports-by-partner/checks.ts";
import {dialects as exportsByPartnerDialects} from "./eurostat/exports-by-partner/parse.ts";
import {checks as civicIndicesChecks} from "./gapminder/civic-indices/checks.ts";
import {dialects as civicIndices} from "./gapminder/civic-indices/parse.ts";
import {checks as dyadMonthsChecks} from "./gdelt/dyad-months/checks.ts";
import {dialects as dyadMonths} from "./gdelt/dyad-months/parse.ts";
import {checks as geoGeostatTradeTotalsChecks} from "./geo-geostat/trade-totals/checks.ts";
import {dialects as geoGeostatTradeTotalsDialects} from "./geo-geostat/trade-totals/parse.ts";
import {checks as russianVisitorsChecks} from "./geo-gnta/russian-visitors/checks.ts";
import {dialects as russianVisitors} from "./geo-gnta/russian-visitors/parse.ts";
import {checks as gsdbSanctionsChecks} from "./gsdb/sanctions/checks.ts";
import {dialects as gsdbSanctions} from "./gsdb/sanctions/parse.ts";
import {checks as dyadYearsChecks} from "./icews/dyad-years/checks.ts";
import {dialects as dyadYears} from "./icews/dyad-years/parse.ts";
import {checks as passportIndexChecks} from "./ilyankou/passport-index/checks.ts";
import {dialects as passportIndexDialects} from "./ilyankou/passport-index/parse.ts";
import {checks as fdiPositionsChecks} from "./imf/fdi-positions/checks.ts";
import {dialects as fdiPositions} from "./imf/fdi-positions/parse.ts";
import {checks as imfImtsChecks} from "./imf/imts/checks.ts";
import {dialects as imfImtsDialects} from "./imf/imts/parse.ts";
import {checks as weoChecks} from "./imf/weo/checks.ts";
import {dialects as weo} from "./imf/weo/parse.ts";
import {checks as kazBnsTradeByPartnerChecks} from "./kaz-bns/trade-by-partner/checks.ts";
import {dialects as kazBnsTradeByPartnerDialects} from "./kaz-bns/trade-by-partner/parse.ts";
import {checks as kgzNscTradeByPartnerChecks} from "./kgz-nsc/trade-by-partner/checks.ts";
import {dialects as kgzNscTradeByPartnerDialects} from "./kgz-nsc/trade-by-partner/parse.ts";
import {checks as kofGlobalisationChecks} from "./kof/globalisation/checks.ts";
import {dialects as kofGlobalisation} from "./kof/globalisation/parse.ts";
import {checks as mgimoRussiaIndiaChecks} from "./mgimo/russia-india/checks.ts";
import {dialects as mgimoRussiaIndiaDialects} from "./mgimo/russia-india/parse.ts";
import {checks as mgimoRussiaMirrorChecks} from "./mgimo/russia-mirror/checks.ts";
import {dialects as mgimoRussiaMirrorDialects} from "./mgimo/russia-mirror/parse.ts";
import {checks as scholarMigrationChecks} from "./mpidr/scholar-migration/checks.ts";
import {dialects as scholarMigration} from "./mpidr/scholar-migration/parse.ts";
import {checks as remittancesChecks} from "./national-banks/remittances/checks.ts";
import {dialects as remittances} from "./national-banks/remittances/parse.ts";
import {checks as foreignBasesChecks} from "./open-base-map/foreign-bases/checks.ts";
import {dialects as foreignBases} from "./open-base-map/foreign-bases/parse.ts";
import {checks as fbicChecks} from "./pardee/fbic/checks.ts";
import {dialects as fbic} from "./pardee/fbic/parse.ts";
import {checks as leaderTripsChecks} from "./pardee/leader-trips/checks.ts";
import {dialects as leaderTrips} from "./pardee/leader-trips/parse.ts";
import {checks as favourabilityChecks} from "./pew/favourability/checks.ts";
import {dialects as favourability} from "./pew/favourability/parse.ts";
import {checks as rusFtsTradeByPartnerChecks} from "./rus-fts/trade-by-partner/checks.ts";
import {dialects as rusFtsTradeByPartnerDialects} from "./rus-fts/trade-by-partner/parse.ts";
import {checks as foreignAgentsChecks} from "./rus-minjust/foreign-agents/checks.ts";
import {dialects as foreignAgents} from "./rus-minjust/foreign-agents/parse.ts";
import {checks as jointExercisesChecks} from "./rus-mod/joint-exercises/checks.ts";
import {dialects as jointExercises} from "./rus-mod/joint-exercises/parse.ts";
import {checks as borderTripsChecks} from "./rus-rosstat/border-trips/checks.ts";
import {dialects as borderTrips} from "./rus-rosstat/border-trips/parse.ts";
import {checks as sipriArmsTransfersChecks} from "./sipri/arms-transfers/checks.ts";
import {dialects as sipriArmsTransfersDialects} from "./sipri/arms-transfers/parse.ts";
import {checks as militaryExercisesChecks} from "./troopdata/joint-exercises/checks.ts";
import {dialects as militaryExercises} from "./troopdata/joint-exercises/parse.ts";
import {checks as usBasesChecks} from "./troopdata/us-bases/checks.ts";
import {dialects as usBases} from "./troopdata/us-bases/parse.ts";
import {checks as usTroopsChecks} from "./troopdata/us-troops/checks.ts";
import {dialects as usTroops} from "./troopdata/us-troops/parse.ts";
import {checks as turkstatReportByHs8Checks} from "./turkstat/report-by-hs8/checks.ts";
import {dialects as turkstatReportByHs8Dialects} from "./turkstat/report-by-hs8/parse.ts";
import {checks as turkstatRussiaByHs8Checks} from "./turkstat/russia-by-hs8/checks.ts";
import {dialects as turkstatRussiaByHs8Dialects} from "./turkstat/russia-by-hs8/parse.ts";
import {checks as armedConflictsChecks} from "./ucdp/armed-conflicts/checks.ts";
import {dialects as armedConflicts} from "./ucdp/armed-conflicts/parse.ts";
import {checks as unComtradeChecks} from "./un/comtrade/checks.ts";
import {dialects as unComtradeDialects} from "./un/comtrade/parse.ts";
import {checks as unComtradeArmeniaExportsChecks} from "./un/comtrade-armenia-exports/checks.ts";
import {dialects as unComtradeArmeniaExportsDialects} from "./un/comtrade-armenia-exports/parse.ts";
import {checks as unComtradeCarsChecks} from "./un/comtrade-cars/checks.ts";
import {dialects as unComtradeCarsDialects} from "./un/comtrade-cars/parse.ts";
import {checks as unComtradeFuelChecks} from "./un/comtrade-fuel/checks.ts";
import {dialects as unComtradeFuelDialects} from "./un/comtrade-fuel/parse.ts";
import {checks as unComtradeHs2Checks} from "./un/comtrade-hs2/checks.ts";
import {dialects as unComtradeHs2Dialects} from "./un/comtrade-hs2/parse.ts";
import {checks as unComtradeHs2GroupsChecks} from "./un/comtrade-hs2-groups/checks.ts";
import {dialects as unComtradeHs2GroupsDialects} from "./un/comtrade-hs2-groups/parse.ts";
import {checks as unComtradeQueriesChecks} from "./un/comtrade-queries/checks.ts";
import {dialects as unComtradeQueriesDialects} from "./un/comtrade-queries/parse.ts";
import {checks as unComtradeWoodChecks} from "./un/comtrade-wood/checks.ts";
import {dialects as unComtradeWoodDialects} from "./un/comtrade-wood/parse.ts";
import {checks as libraryVotesChecks} from "./un/library-votes/checks.ts";
import {dialects as libraryVotes} from "./un/library-votes/parse.ts";
import {checks as ukraineVotesChecks} from "./un/ukraine-votes/checks.ts";
import {dialects as ukraineVotes} from "./un/ukraine-votes/parse.ts";
import {checks as migrantStockChecks} from "./un-desa/migrant-stock/checks.ts";
import {dialects as migrantStock} from "./un-desa/migrant-stock/parse.ts";
import {checks as refugeesChecks} from "./unhcr/refugees/checks.ts";
import {dialects as refugees} from "./unhcr/refugees/parse.ts";
import {checks as uzbStatTradeByPartnerChecks} from "./uzb-stat/trade-by-partner/checks.ts";
import {dialects as uzbStatTradeByPartnerDialects} from "./uzb-stat/trade-by-partner/parse.ts";
import {checks as vDemIndicesChecks} from "./v-dem/indices/checks.ts";
import {dialects as vDemIndicesDialects} from "./v-dem/indices/parse.ts";
import {checks as idealPointsChecks} from "./voeten/ideal-points/checks.ts";
import {dialects as idealPoints} from "./voeten/ideal-points/parse.ts";
import {checks as ungaVotesChecks} from "./voeten/unga-votes/checks.ts";
import {dialects as ungaVotes} from "./voeten/unga-votes/parse.ts";
import {checks as witsCountrySummariesChecks} from "./wits/country-summaries/checks.ts";
import {dialects as witsCountrySummariesDialects} from "./wits/country-summaries/parse.ts";
import {checks as witsUkraineByPartnerChecks} from "./wits/ukraine-by-partner/checks.ts";
import {dialects as witsUkraineByPartnerDialects} from "./wits/ukraine-by-partner/parse.ts";
import {checks as gdpPopulationChecks} from "./world-bank/gdp-population/checks.ts";
import {dialects as gdpPopulation} from "./world-bank/gdp-population/parse.ts";
import {checks as knomadRemittancesChecks} from "./world-bank/knomad-remittances/checks.ts";
import {dialects as knomadRemittances} from "./world-bank/knomad-remittances/parse.ts";
import {checks as wdiChecks} from "./world-bank/wdi/checks.ts";
import {dialects as wdi} from "./world-bank/wdi/parse.ts";
import {checks as wtoBilateralImportsChecks} from "./wto/bilateral-imports/checks.ts";
import {dialects as wtoBilateralImportsDialects} from "./wto/bilateral-imports/parse.ts";
import {checks as gattPartiesChecks} from "./wto/gatt-parties/checks.ts";
import {dialects as gattParties} from "./wto/gatt-parties/parse.ts";

/** Every data set of trade, a folder each. */
export const sources: readonly Source[] = [
  defineSource(new URL("./eurostat/comext/", import.meta.url), {
    dialects: comextDialects,
    checks: comextChecks,
  }),
  defineSource(new URL("./eurostat/comext-banned-goods/", import.meta.url), {
    dialects: bannedGoodsDialects,
    checks: bannedGoodsChecks,
  }),
  defineSource(new URL("./eurostat/comext-totals/", import.meta.url), {
    dialects: comextTotalsDialects,
    checks: comextTotalsChecks,
  }),
  defineSource(new URL("./eurostat/exports-by-partner/", import.meta.url), {
    dialects: exportsByPartnerDialects,
    checks: exportsByPartnerChecks,
  }),
  defineSource(new URL("./arm-armstat/trade-by-partner/", import.meta.url), {
    dialects: armArmstatTradeByPartnerDialects,
    checks: armArmstatTradeByPartnerChecks,
  }),
  defineSource(new URL("./geo-geostat/trade-totals/", import.meta.url), {
    dialects: geoGeostatTradeTotalsDialects,
    checks: geoGeostatTradeTotalsChecks,
  }),
  defineSource(new URL("./imf/imts/", import.meta.url), {dialects: imfImtsDialects, checks: imfImtsChecks}),
  defineSource(new URL("./kaz-bns/trade-by-partner/", import.meta.url), {
    dialects: kazBnsTradeByPartnerDialects,
    checks: kazBnsTradeByPartnerChecks,
  }),
  defineSource(new URL("./kgz-nsc/trade-by-partner/", import.meta.url), {
    dialects: kgzNscTradeByPartnerDialects,
    checks: kgzNscTradeByPartnerChecks,
  }),
  defineSource(new URL("./mgimo/russia-india/", import.meta.url), {
    dialects: mgimoRussiaIndiaDialects,
    checks: mgimoRussiaIndiaChecks,
  }),
  defineSource(new URL("./mgimo/russia-mirror/", import.meta.url), {
    dialects: mgimoRussiaMirrorDialects,
    checks: mgimoRussiaMirrorChecks,
  }),
  defineSource(new URL("./rus-fts/trade-by-partner/", import.meta.url), {
    dialects: rusFtsTradeByPartnerDialects,
    checks: rusFtsTradeByPartnerChecks,
  }),
  defineSource(new URL("./turkstat/report-by-hs8/", import.meta.url), {
    dialects: turkstatReportByHs8Dialects,
    checks: turkstatReportByHs8Checks,
  }),
  defineSource(new URL("./turkstat/russia-by-hs8/", import.meta.url), {
    dialects: turkstatRussiaByHs8Dialects,
    checks: turkstatRussiaByHs8Checks,
  }),
  defineSource(new URL("./uzb-stat/trade-by-partner/", import.meta.url), {
    dialects: uzbStatTradeByPartnerDialects,
    checks: uzbStatTradeByPartnerChecks,
  }),
  defineSource(new URL("./wits/country-summaries/", import.meta.url), {
    dialects: witsCountrySummariesDialects,
    checks: witsCountrySummariesChecks,
  }),
  defineSource(new URL("./wits/ukraine-by-partner/", import.meta.url), {
    dialects: witsUkraineByPartnerDialects,
    checks: witsUkraineByPartnerChecks,
  }),
  defineSource(new URL("./wto/bilateral-imports/", import.meta.url), {
    dialects: wtoBilateralImportsDialects,
    checks: wtoBilateralImportsChecks,
  }),
  defineSource(new URL("./cepii/baci/", import.meta.url), {
    dialects: cepiiBaciDialects,
    checks: cepiiBaciChecks,
  }),
  defineSource(new URL("./un/comtrade/", import.meta.url), {
    dialects: unComtradeDialects,
    checks: unComtradeChecks,
  }),
  defineSource(new URL("./un/comtrade-queries/", import.meta.url), {
    dialects: unComtradeQueriesDialects,
    checks: unComtradeQueriesChecks,
  }),
  defineSource(new URL("./un/comtrade-cars/", import.meta.url), {
    dialects: unComtradeCarsDialects,
    checks: unComtradeCarsChecks,
  }),
  defineSource(new URL("./un/comtrade-hs2/", import.meta.url), {
    dialects: unComtradeHs2Dialects,
    checks: unComtradeHs2Checks,
  }),
  defineSource(new URL("./un/comtrade-wood/", import.meta.url), {
    dialects: unComtradeWoodDialects,
    checks: unComtradeWoodChecks,
  }),
  defineSource(new URL("./un/comtrade-fuel/", import.meta.url), {
    dialects: unComtradeFuelDialects,
    checks: unComtradeFuelChecks,
  }),
  defineSource(new URL("./un/comtrade-armenia-exports/", import.meta.url), {
    dialects: unComtradeArmeniaExportsDialects,
    checks: unComtradeArmeniaExportsChecks,
  }),
  defineSource(new URL("./un/comtrade-hs2-groups/", import.meta.url), {
    dialects: unComtradeHs2GroupsDialects,
    checks: unComtradeHs2GroupsChecks,
  }),
];

/** Every data set of ties, a folder each. */
export const tieSources: readonly TieSource[] = [
  defineTieSource(new URL("./cow/igo-memberships/", import.meta.url), {
    dialects: cowIgoMembershipsDialects,
    checks: cowIgoMembershipsChecks,
  }),
  defineTieSource(new URL("./cow/shared-memberships/", import.meta.url), {
    dialects: cowSharedMembershipsDialects,
    checks: cowSharedMembershipsChecks,
  }),
  defineTieSource(at("atop/alliances"), {dialects: atopAlliancesDialects, checks: atopAlliancesChecks}),
  defineTieSource(new URL("./ilyankou/passport-index/", import.meta.url), {
    dialects: passportIndexDialects,
    checks: passportIndexChecks,
  }),
  defineTieSource(new URL("./desta/treaties/", import.meta.url), {
    dialects: destaTreatiesDialects,
    checks: destaTreatiesChecks,
  }),
  defineTieSource(new URL("./sipri/arms-transfers/", import.meta.url), {
    dialects: sipriArmsTransfersDialects,
    checks: sipriArmsTransfersChecks,
  }),
  defineTieSource(new URL("./v-dem/indices/", import.meta.url), {
    dialects: vDemIndicesDialects,
    checks: vDemIndicesChecks,
  }),
  defineTieSource(at("cia/factbook-memberships"), {dialects: factbook, checks: factbookChecks}),
  defineTieSource(at("voeten/ideal-points"), {dialects: idealPoints, checks: idealPointsChecks}),
  defineTieSource(at("un-desa/migrant-stock"), {dialects: migrantStock, checks: migrantStockChecks}),
  defineTieSource(at("abel-cohen/migration-flows"), {dialects: migrationFlows, checks: migrationFlowsChecks}),
  defineTieSource(at("rus-rosstat/border-trips"), {dialects: borderTrips, checks: borderTripsChecks}),
  defineTieSource(at("arm-cba/transfers"), {dialects: transfers, checks: transfersChecks}),
  defineTieSource(at("mpidr/scholar-migration"), {
    dialects: scholarMigration,
    checks: scholarMigrationChecks,
  }),
  defineTieSource(at("geo-gnta/russian-visitors"), {
    dialects: russianVisitors,
    checks: russianVisitorsChecks,
  }),
  defineTieSource(at("unhcr/refugees"), {dialects: refugees, checks: refugeesChecks}),
  defineTieSource(at("world-bank/knomad-remittances"), {
    dialects: knomadRemittances,
    checks: knomadRemittancesChecks,
  }),
  defineTieSource(at("imf/fdi-positions"), {dialects: fdiPositions, checks: fdiPositionsChecks}),
  defineTieSource(at("pew/favourability"), {dialects: favourability, checks: favourabilityChecks}),
  defineTieSource(at("pardee/fbic"), {dialects: fbic, checks: fbicChecks}),
  defineTieSource(at("gdelt/dyad-months"), {dialects: dyadMonths, checks: dyadMonthsChecks}),
  defineTieSource(at("icews/dyad-years"), {dialects: dyadYears, checks: dyadYearsChecks}),
  defineTieSource(at("rus-mod/joint-exercises"), {dialects: jointExercises, checks: jointExercisesChecks}),
  defineTieSource(at("troopdata/joint-exercises"), {
    dialects: militaryExercises,
    checks: militaryExercisesChecks,
  }),
  defineTieSource(at("troopdata/us-troops"), {dialects: usTroops, checks: usTroopsChecks}),
  defineTieSource(at("ucdp/armed-conflicts"), {dialects: armedConflicts, checks: armedConflictsChecks}),
  defineTieSource(at("troopdata/us-bases"), {dialects: usBases, checks: usBasesChecks}),
  defineTieSource(at("open-base-map/foreign-bases"), {dialects: foreignBases, checks: foreignBasesChecks}),
  defineTieSource(at("aiddata/public-diplomacy"), {dialects: publicDiplomacy, checks: publicDiplomacyChecks}),
  defineTieSource(at("chaudhry/ngo-restrictions"), {
    dialects: ngoRestrictions,
    checks: ngoRestrictionsChecks,
  }),
  defineTieSource(at("gsdb/sanctions"), {dialects: gsdbSanctions, checks: gsdbSanctionsChecks}),
  defineTieSource(at("wto/gatt-parties"), {dialects: gattParties, checks: gattPartiesChecks}),
];

/** Every data set of votes, a folder each. */
export const voteSources: readonly VoteSource[] = [
  defineVoteSource(at("voeten/unga-votes"), {dialects: ungaVotes, checks: ungaVotesChecks}),
  defineVoteSource(at("un/library-votes"), {dialects: libraryVotes, checks: libraryVotesChecks}),
  defineVoteSource(at("un/ukraine-votes"), {dialects: ukraineVotes, checks: ukraineVotesChecks}),
];

/** Every data set of indicators, a folder each. */
export const indicatorSources: readonly IndicatorSource[] = [
  defineIndicatorSource(at("arm-cba/balance-of-payments"), {dialects: balance, checks: balanceChecks}),
  defineIndicatorSource(at("arm-armstat/gdp-by-sector"), {dialects: gdpBySector, checks: gdpBySectorChecks}),
  defineIndicatorSource(at("imf/weo"), {dialects: weo, checks: weoChecks}),
  defineIndicatorSource(at("world-bank/wdi"), {dialects: wdi, checks: wdiChecks}),
  defineIndicatorSource(at("world-bank/gdp-population"), {
    dialects: gdpPopulation,
    checks: gdpPopulationChecks,
  }),
  defineIndicatorSource(at("national-banks/remittances"), {dialects: remittances, checks: remittancesChecks}),
  defineIndicatorSource(at("arm-armstat/tourist-arrivals"), {
    dialects: touristArrivals,
    checks: touristArrivalsChecks,
  }),
  defineIndicatorSource(at("arm-register/new-organisations"), {
    dialects: newOrganisations,
    checks: newOrganisationsChecks,
  }),
  defineIndicatorSource(at("kof/globalisation"), {
    dialects: kofGlobalisation,
    checks: kofGlobalisationChecks,
  }),
  defineIndicatorSource(at("pardee/leader-trips"), {dialects: leaderTrips, checks: leaderTripsChecks}),
  defineIndicatorSource(at("rus-minjust/foreign-agents"), {
    dialects: foreignAgents,
    checks: foreignAgentsChecks,
  }),
  defineIndicatorSource(at("gapminder/civic-indices"), {dialects: civicIndices, checks: civicIndicesChecks}),
  defineIndicatorSource(at("cow/material-capabilities"), {
    dialects: materialCapabilities,
    checks: materialCapabilitiesChecks,
  }),
  defineIndicatorSource(at("bulldozer/governance-indices"), {
    dialects: governanceIndices,
    checks: governanceIndicesChecks,
  }),
  defineIndicatorSource(at("bulldozer/survey-aggregates"), {
    dialects: surveyAggregates,
    checks: surveyAggregatesChecks,
  }),
];

/** The folder of a source, by its id. */
function at(id: string): URL {
  return new URL(`./${id}/`, import.meta.url);
}
