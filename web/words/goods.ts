/** What the app says about names of goods. */
export const goodsWords = {
  asked: "Goods asked for",
  more: (count: number) => `${count} more`,
  credits: "Names of goods",
  credit:
    "The app shows them beside the codes; no figure depends on them. Chapters and some lines of HS2022: our own words. HS2017 and HS1992: CEPII, BACI (Gaulier and Zignago 2010), Etalab 2.0; the tip of a name says its edition. Texts are shortened here, and some are cut at 255 letters by their publisher. Most codes that are new in HS2022 have no name.",
};
