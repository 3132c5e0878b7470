// Good records of every type. The first of each has every key that its schema knows; agree.mjs says so where it has not.
const h64 = "0123456789abcdef".repeat(4);
const h32 = "0123456789abcdef".repeat(2);
const day = "2024-06-03";

export const goodRecords = {
  site: [
    {
      organisation: {name: "虚构县生态环境局", short_name: "虚构局", region_code: "999901"},
      site: {name: "公示", domain: "gongshi.example", id_code: "0000000000"},
      base_url: "https://gongshi.example/", profile: "sample",
      footer: {sponsor: "某局", operator: "某中心", contact: "某处", address: "某路", postcode: "000000", icp: "某备", police: "某安", conac: "某标"},
      licence: "CC0-1.0", accepted_codes: ["91140525MA0K077761"], public_phones: ["0356-2000008"], members: ["某市场监管局"], public_names: ["某厂"], sample: true, as_of: "2024-06-28",
    },
    {organisation: {name: "虚构县生态环境局"}, site: {name: "公示"}, base_url: "/", profile: "sample"},
  ],
  profile: [
    {
      id: "mine", name: "规则", source: "文件",
      allowed_results: {未发现问题: {category: "no-problem", approximate: false, article: "一"}},
      aliases: [{misprint: true, variant: "无问题", wording: "未发现问题"}],
      deadline: {days: 20, unit: "working", from: "inspected_on", article: "二"},
      report_to_regulator: {days: 20, unit: "calendar", from: "completed_on", article: "三"},
      transfer: {days: 7, unit: "working", from: "concluded_on", article: "四"},
      channels: {market: ["site", "platform"], non_market: ["site"], article: "五"},
      corrections: {repair: {role: "本部门主要负责人", article: "六", categories: ["follow-up"]}},
      targets: {quarterly: {threshold: 0.05, public: true, initiate: ["生态环境"], initiate_or_join: ["公安"], classes: {key: 0.25, general: 0.05, special: 1}, force: "must", article: "七"}},
      plan_due: {month: 1, article: "八"}, plan_public_due: {month: 3, article: "九"}, numbers_due: {month: 12, article: "十"},
      uncooperative_ground: {article: "十一"},
    },
  ],
  calendar: [{year: 2024, notices: [{number: "国办发明电〔2023〕7号", dated: "2023-10-25", title: "通知"}], off: ["2024-01-01"], work: ["2024-02-04"]}, {year: 2025}],
  local_calendar: [{source: "县通知", off: ["2024-06-03"], work: ["2024-06-08"]}, {source: "县通知"}],
  plan: [
    {
      id: "P", year: 2024, title: "计划", document_number: "虚环字〔2024〕1号", issuer: "某局", issued_on: day, filed_on: day, published_on: day, numbers_fixed_on: day,
      revisions: [{on: day, note: "调整"}], preamble: "正文",
      sections: [
        {
          kind: "internal", title: "内部", columns: [{key: "number", header: "序号", group: "合并"}],
          entries: [
            {
              number: "1", name: "抽查", selection: "targeted", items: ["事项"], item_class: "key", objects: "重点单位", ratio: {value: 0.25, text: "25%"}, frequency: "每季度",
              credit_risk_rule: "按等级", from: "2024-01", to: "2024-12-31", period_text: "全年", lead: "某局", partners: ["某队"], mode: "现场",
            },
          ],
          merged: ["number"], remarks: ["备注"],
        },
      ],
    },
  ],
  item_list: [
    {
      id: "L", title: "清单", year: 2024, issuer: "某局", document_number: "1号", published_on: day, revisions: [{on: day, note: "调整"}], columns: [{key: "number", header: "序号", group: "合并"}],
      entries: [{number: "1", class: "类别", name: "事项", objects: "对象", item_class: "general", methods: ["现场"], bodies: ["某局"], basis: ["某法"], level: "县级"}], remarks: ["备注"],
    },
  ],
  task: [
    {
      id: "T", number: "1号", name: "抽查", plan_id: "P", plan_entry: "internal/1", kind: "internal", selection: "untargeted", items: ["事项"], lead: "某局", partners: ["某队"], from: "2024-05-06",
      to: "2024-06-14", ended_on: "2024-06-14", completed_on: "2024-06-14", status: "completed", drawn: 2, objects: ["91999901MA0KX35L7J"], not_inspected: [{object: "某厂", reason: "停产"}],
      delay_reason: "无", filed_on: day, reported_on: day,
      scheme: {purpose: "一", objects_and_ratio: "二", items_and_content: "三", division: "四", schedule_and_method: "五", result_handling: "六"},
    },
    {id: "T2", name: "抽查", kind: "joint"},
  ],
  object: [
    {
      name: "某厂", code: "91999901MA0KX35L7J", kind: "market", type: "enterprise", district: "某镇", industry: "制造", supervision_class: "key", credit_risk: "low", departments: ["某局"],
      former_names: ["旧厂"], former_codes: ["140000000000001"],
    },
    {name: "某厂"},
  ],
  result: [
    {
      id: "R", number: "1号", task_id: "T", object_name: "某厂", object_code: "91999901MA0KX35L7J", object_kind: "market", object_type: "enterprise", district: "某镇", industry: "制造",
      supervision_class: "key", credit_risk: "low", items: ["事项"], department: "某局", inspected_on: "2024-06-03", concluded_on: "2024-06-05", completed_on: "2024-06-14", result: "未发现问题",
      uncooperative_ground: "other", findings: "无", handling: "无", follow_up: "none", transferred_on: day, transferred_to: "某队", penalty: {number: "1号", decided_on: day, text: "罚款"}, inspector_count: 2,
      withheld: {ground: "privacy", approved_by: "某人", approved_on: day, note: "说明"}, platform_on: "2024-06-20", published_on: "2024-06-20", published_via: "省平台", reply: {text: "已整改", on: day},
    },
    {id: "R2", task_id: "T", object_name: "某厂", result: "未发现问题"},
  ],
  correction: [
    {
      result_id: "R", field: "handling", old: "甲", new: "乙", reason: "误", approved_by: "某人", approver_role: "本部门主要负责人", approved_on: day, kind: "investigation_closed",
      investigation: {outcome: "无", on: day},
    },
    {result_id: "R", reason: "误", approved_on: day, kind: "withdrawal"},
  ],
  notice: [{title: "通告", date: day, document_number: "1号", category: "公告", issuer: "某局", index_number: "2号", valid: "有效", attachments: ["附件.pdf"], revisions: [{on: day, note: "调整"}]}, {title: "通告", date: day}],
  guide: [{title: "说明", date: day, order: 1}],
  ledger_entry: [
    {
      seq: 1, on: day, kind: "publish", id: "R", digest: h64, department: "某局", field: "result", correction: "error", approver_role: "某", approved_on: day, drawn: 2, revisions: 1, reported: h64, started: h64, told: h64, approved: h64, prev: h64, hash: h64,
    },
  ],
  salt: [{seq: 1, salt: h32}],
  kept_place: [{place: "tasks/T1", seq: 1}, {place: "objects/C1"}],
};
