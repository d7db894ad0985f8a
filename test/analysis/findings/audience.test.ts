// Rules on who the audience was, each just below its threshold and just above it.
import { expect, it } from "vitest";
import { listConvocatorias, loadConvocatoria } from "../../../analysis/convocatoria.ts";
import { oldBrowsersRule, outsideState, phoneShare, socialArrivals } from "../../../analysis/findings/audience.ts";
import { stateOfInstitute } from "../../../analysis/findings/institute-state.ts";
import { told } from "../../support/finding-facts.ts";

const named = (name: string, visitors: number) => ({ name, visitors, hits: visitors });

it("phones are told from half of thirty on, unknown devices apart", () => {
  const of = (phones: number, desktops: number) =>
    told(phoneShare, { traffic: { devices: [named("phone", phones), named("desktop", desktops), named("unknown", 500)] } })[0];
  expect(of(29, 0)).toBeUndefined();
  expect(of(15, 16)).toBeUndefined();
  expect(of(15, 15)?.evidence).toMatchObject({ phones: 15, visitors: 30, share: 0.5 });
});

it("the state is that of the institute, and the unknown is not outside", () => {
  const convocatoria = loadConvocatoria("iem-irimbo-2024");
  const of = (home: number, other: number, abroad: number) =>
    told(outsideState, {
      convocatoria,
      traffic: {
        states: [
          { code: "MX-MIC", visitors: home, hits: 0 },
          { code: "MX-GUA", visitors: other, hits: 0 },
          { code: "unknown", visitors: 900, hits: 0 },
        ],
        countries: [
          { code: "MX", visitors: home + other, hits: 0 },
          { code: "US", visitors: abroad, hits: 0 },
          { code: "private", visitors: 70, hits: 0 },
          { code: "unknown", visitors: 80, hits: 0 },
        ],
      },
    })[0];
  expect(of(79, 10, 10)).toBeUndefined();
  expect(of(81, 10, 9)).toBeUndefined();
  expect(of(80, 12, 8)?.evidence).toMatchObject({ state: "MX-MIC", home: 80, otherStates: 12, abroad: 8, known: 100, share: 0.2 });
});

it("every call's institute names its state", () => {
  const codes = listConvocatorias().map(({ id, versions }) => [id, stateOfInstitute(versions[0]?.institute.value.name ?? "")?.code]);
  expect(Object.fromEntries(codes)).toEqual({
    "iec-coahuila-2018": "MX-COA",
    "ieem-edomex-2021": "MX-MEX",
    "iem-irimbo-2024": "MX-MIC",
    "iem-michoacan-2021": "MX-MIC",
    "iepc-durango-2022": "MX-DUR",
  });
  expect(stateOfInstitute("Instituto Nacional Electoral")).toBeNull();
});

it("visits from social networks are told from a tenth of a hundred on, by network", () => {
  const of = (facebook: number, others: number) =>
    told(socialArrivals, {
      evidence: {
        arrivals: [
          { host: "direct", visits: others },
          { host: "m.facebook.com", visits: facebook - 1 },
          { host: "t.co", visits: 1 },
          { host: "notfacebook.com", visits: 0 },
          { host: "netflix.com", visits: 0 },
        ],
      },
    })[0];
  expect(of(10, 89)).toBeUndefined();
  expect(of(10, 91)).toBeUndefined();
  expect(of(10, 90)?.evidence).toMatchObject({
    visits: 100,
    fromSocial: 10,
    share: 0.1,
    networks: [
      { name: "Facebook", visits: 9 },
      { name: "X", visits: 1 },
    ],
  });
  expect(
    told(socialArrivals, {
      evidence: {
        arrivals: [
          { host: "notfacebook.com", visits: 60 },
          { host: "netflix.com", visits: 60 },
        ],
      },
    }),
  ).toEqual([]);
});

it("old browsers are told from ten visitors and a hundredth on", () => {
  const of = (old: number, others: number) =>
    told(oldBrowsersRule, { traffic: { browsers: [named("IE", old), named("Chrome", others)] } })[0];
  expect(of(9, 0)).toBeUndefined();
  expect(of(10, 991)).toBeUndefined();
  expect(of(10, 990)?.evidence).toMatchObject({ visitors: 10, share: 0.01, browsers: ["IE"] });
});
